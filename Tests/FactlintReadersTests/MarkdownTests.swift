import Factlint
import FactlintReaders
import Testing

@Suite("Markdown")
struct MarkdownTests {
  private func outline(_ source: String) throws -> [String] { try read(source, as: .markdown).outline }

  private func prose(_ source: String) throws -> String {
    let article = try read(source, as: .markdown)
    return String(decoding: article.text, as: UTF8.self)
  }

  @Test("the first heading of level 1 is the headline, the others are headings")
  func headings() throws {
    #expect(
      try outline("# Old pier *closed* ##\nText.\n## Why\nMore\ntext.\n\nCosts\n-----\n# Next #\n#hashtag")
        == [
          "headline: Old pier closed", "paragraph: Text.", "heading: Why", "paragraph: More text.", "heading: Costs",
          "heading: Next", "paragraph: #hashtag",
        ])
    #expect(try outline("Old pier\n===\n\nText.") == ["headline: Old pier", "paragraph: Text."])
    #expect(try outline("---\ntitle: Pier\n---\n# Old pier") == ["headline: Pier", "heading: Old pier"])
  }

  @Test("a rule under a long paragraph does not make it a heading")
  func rule() throws {
    let long = String(repeating: "The river rose again and the ferry stayed. ", count: 10)
    #expect(try outline(long + "\n---\nText.").map { String($0.prefix(9)) } == ["paragraph", "paragraph"])
    #expect(try outline("One.\n\n---\n\n***\n\nTwo.") == ["paragraph: One.", "paragraph: Two."])
  }

  @Test("reads lists, nested and with paragraphs of their own, as list items")
  func lists() throws {
    #expect(
      try outline("- a\n- b\n  c\n  - d\n\n    e\n\n1. f\n2) g\n\n- [x] h\n\nText.")
        == [
          "listItem: a", "listItem: b c", "listItem: d", "listItem: e", "listItem: f", "listItem: g", "listItem: h",
          "paragraph: Text.",
        ])
    #expect(try outline("It closed in\n1987. Then it rained.") == ["paragraph: It closed in 1987. Then it rained."])
  }

  @Test("reads block quotes as quotations")
  func quotations() throws {
    #expect(
      try outline("He said:\n> We will\n> rebuild,\nand soon.\n>\n> > Yes.\n\nText.")
        == ["paragraph: He said:", "quotation: We will rebuild, and soon.", "quotation: Yes.", "paragraph: Text."])
    #expect(try outline("> - a\n> - b") == ["listItem: a", "listItem: b"])
  }

  @Test("leaves out code, comments, scripts and definitions")
  func notProse() throws {
    #expect(
      try outline(
        "A.\n\n```swift\nlet x = 12\n```\n\n    code 13\n\n<!-- 14\n\n15 -->\n<script>\n16\n</script>\n"
          + "[a]: http://x.y/17 \"t\"\n\nB `c` <!-- 18 --> d."
      ) == ["paragraph: A.", "paragraph: B c d."])
  }

  @Test("goes on with the prose after a fence or comment that nothing closes")
  func unclosed() throws {
    #expect(try outline("A.\n\n```\nB.\n\n~~~~\nC.") == ["paragraph: A.", "paragraph: B.", "paragraph: C."])
    #expect(try outline("<!-- A.\n\nB.") == ["paragraph: <!-- A.", "paragraph: B."])
  }

  @Test("reads each cell of a table as a block")
  func tables() throws {
    #expect(
      try outline("Seats:\n| Party | Seats |\n|:--|--:|\n| A\\|B | **12** |\n| C | |\n\nText.")
        == [
          "paragraph: Seats:", "listItem: Party", "listItem: Seats", "listItem: A|B", "listItem: 12", "listItem: C",
          "paragraph: Text.",
        ])
  }

  @Test(
    "leaves out marks that balance and keeps those that do not",
    arguments: [
      ("**nine** of _thirty_ *piles*", "nine of thirty piles"), ("***both*** ~~gone~~", "both gone"),
      ("2 * 3 * 4", "2 * 3 * 4"), ("snake_case_name", "snake_case_name"), ("a**b", "a**b"), ("*a", "*a"),
      ("_a*", "_a*"),
      ("**a *b***", "a b"), ("*a **b***", "a b"), (#"\*a\* 5\% \é"#, #"*a* 5% \é"#), ("`a*b` *c*", "a*b c"),
      ("``a`b``", "a`b"),
      ("`a", "`a"), ("“**a**”", "“a”"), ("**don’t**", "don't"), ("a ~~ b", "a ~~ b"),
    ])
  func emphasis(source: String, expected: String) throws {
    #expect(try prose(source) == expected)
  }

  @Test(
    "reads links as their text and leaves out images, tags and addresses",
    arguments: [
      ("See [the *report*](http://a.b/c_(d) \"t\") now.", "See the report now."), ("[a](<b c>)", "a"),
      ("[a] (b)", "[a] (b)"),
      ("He [the mayor] left.", "He [the mayor] left."), ("[a][x] [x] [X][]\n\n[x]: /u", "a x X"), ("[a][y]", "[a][y]"),
      ("A pier.[^1]\n\n[^1]: Built in 1901.", "A pier.\nBuilt in 1901."), ("Text ![pier](p.jpg) more.", "Text more."),
      ("[![alt](i.png) text](u)", "text"), ("See <http://a.b/12> or <a@b.c>.", "See or ."),
      ("<b>n</b>ine<br>of <span class=\"x\">ten</span>", "nine of ten"), ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
      ("[a](b", "[a](b"), ("[a](b c)", "[a](b c)"), ("]([", "](["),
    ])
  func links(source: String, expected: String) throws {
    #expect(try prose(source) == expected)
  }

  @Test("decodes entities and leads each back to its own source")
  func entities() throws {
    let article = try read("AT&amp;T &mdash; Bob&rsquo;s 5&nbsp;&#37; &#x41;&bogus; &amp", as: .markdown)
    #expect(article.outline == ["paragraph: AT&T — Bob's 5 % A&bogus; &amp"])
    #expect(article.place(of: "Bob's")?.text == "Bob&rsquo;s")
    #expect(article.place(of: "5 %")?.text == "5&nbsp;&#37;")
    #expect(article.place(of: "T —")?.text == "T &mdash;")
  }

  @Test("leads back through marks, prefixes of quotations and line ends")
  func places() throws {
    let article = try read("Nine **of e\u{301}ight 😀** piles.\r\n\r\n> \tWe will\r\n> re**build** it.", as: .markdown)
    #expect(article.place(of: "piles") == Place(field: "text", scalars: 21..<26, text: "piles", line: 1, column: 22))
    #expect(
      article.place(of: "rebuild") == Place(field: "text", scalars: 45..<54, text: "re**build", line: 4, column: 3))
    #expect(article.place(of: "will rebuild")?.text == "will\r\n> re**build")
  }

  @Test("reads an image by itself as a caption, of its own words or of the italics under it")
  func captions() throws {
    #expect(try outline("![The old pier](p.jpg)\n\nText.") == ["caption: The old pier", "paragraph: Text."])
    #expect(
      try outline("![pier](p.jpg)\n*The pier in May.*\n\nText.") == ["caption: The pier in May.", "paragraph: Text."])
    #expect(
      try outline("![pier](p.jpg)\n\n_The pier in May._\n\nText.") == ["caption: The pier in May.", "paragraph: Text."])
    #expect(try outline("![](p.jpg)") == [])
  }

  @Test("reads headings and bold text with a clock time as the stamps of a live blog")
  func liveBlog() throws {
    #expect(
      try outline("Intro.\n\n## 14:35\n\nPolice arrive.\n\n## 14:20 First call\nA caller.\n\n## Background\n\nText.")
        == [
          "paragraph: Intro.", "metadata: 14:35", "liveBlogEntry: Police arrive.", "metadata: 14:20",
          "heading: First call",
          "liveBlogEntry: A caller.", "heading: Background", "paragraph: Text.",
        ])
    #expect(
      try outline("**9.40am** Police arrive.\n\nThey leave.\n\n**10:15 GMT**\n\nAll quiet.")
        == [
          "metadata: 9.40am", "liveBlogEntry: Police arrive.", "liveBlogEntry: They leave.", "metadata: 10:15 GMT",
          "liveBlogEntry: All quiet.",
        ])
  }

  @Test(
    "takes no other number for a time stamp",
    arguments: ["**1.5 million** people", "**9.75%** rate", "**25:10** score", "**3.50 dollars**"])
  func noLiveBlog(source: String) throws {
    #expect(try read(source, as: .markdown).blocks.map(\.role) == [.paragraph])
  }

  @Test(
    "takes linear time over hostile text",
    arguments: [
      "[", "![", "[a](", "[a](b (", "[a](b \"", "*", "*a ", "_a*", "**a*", "`a", "<", "<a ", "<!--", "&", "> ", "- ",
      "|", "\\",
      "[^", "]", "~~a", "```a\n", "~~~\n\n", "a\n", "# \n", "| a |\n|-|\n", "1. ", "<script>\n", "[a]: b\n", "(",
      "![a](", "***a** ",
    ])
  func hostile(piece: String) throws {
    let article = try read(String(repeating: piece, count: 30_000), as: .markdown)
    #expect(article.blocks.count <= 60_000)
  }
}
