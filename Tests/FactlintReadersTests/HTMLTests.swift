import Factlint
import FactlintReaders
import Testing

@Suite("HTML")
struct HTMLTests {
  /// A page as newspapers make them, with all that stands about an article.
  private let page = """
    <!DOCTYPE html>
    <html lang="en-GB"><head><meta charset="utf-8"><title>Old pier to close | The Harbour Post</title>
    <meta property="og:title" content="Old pier &amp; quay to close">
    <meta property="article:published_time" content="2023-02-05T22:15:00+02:00">
    <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
      {"@type": "Person", "@id": "#ada", "name": "Ada Brink"},
      {"@type": ["NewsArticle"], "headline": "Old pier and quay to close", "author": {"@id": "#ada"},
       "datePublished": "2023-02-05T22:15:00+02:00", "dateModified": "2023-02-06T08:00:00+02:00"}]}</script>
    <style>p { color: red }</style></head>
    <body class="no-sidebar"><header class="masthead"><h1 class="logo">The Harbour Post</h1>
    <nav><ul><li><a href="/">Home</a><li><a href="/sport">Sport</a></ul></nav></header>
    <main><article><header><h1>Old pier and quay to close</h1>
    <p class="byline">By <a rel="author" href="/ada">Ada Brink</a></p>
    <time datetime="2023-02-05T22:15:00+02:00">5 February 2023</time></header>
    <figure><img src="a.jpg" alt="pier"><figcaption>The pier in 2019, with <b>12</b> boats.</figcaption></figure>
    <p>The pier will close on <a href="/w">Sunday</a>, the <em>harbour&nbsp;master</em> said. It&rsquo;s old.
    <p>Nine piles<sup><a href="#n">1</a></sup> are rotten; <del>eight</del> <ins>seven</ins> are not.<br>More later.
    <!-- a comment with <p>prose</p> -->
    <aside class="related"><h2>Read more</h2><p>Nobody was hurt when a boat sank in the river in 1999.</p></aside>
    <h2>What comes next</h2>
    <ul><li>a new pier<li>a loan of &#163;2m</ul>
    <blockquote><p>“We will miss it,” she said.</p></blockquote>
    <p><a href="/x">Also: the ferry that never sailed, and why nobody missed it</a></p>
    <div class="share-tools">Share this story with 3 friends</div>
    <table><tr><th>Year<td>2022</table>
    </article></main>
    <section id="comments"><p>I was there in 1955 and it was old then, as everybody knew.</p></section>
    <footer><p>© 2023 The Harbour Post</p></footer>
    <script>document.write("<p>never</p>")</script></body></html>
    """

  @Test("takes the article's own text, and leaves menus, teasers, comments and scripts")
  func ownText() throws {
    let article = try read(page, as: .html)
    #expect(
      article.outline == [
        "headline: Old pier and quay to close", "byline: By Ada Brink", "metadata: 5 February 2023",
        "caption: The pier in 2019, with 12 boats.",
        "paragraph: The pier will close on Sunday, the harbour master said. It's old.",
        "paragraph: Nine piles are rotten; seven are not.", "paragraph: More later.", "heading: What comes next",
        "listItem: a new pier", "listItem: a loan of £2m", "quotation: “We will miss it,” she said.",
        "listItem: Year", "listItem: 2022",
      ])
    #expect(article.metadata.byline == "Ada Brink")
    #expect(article.metadata.language == "en-GB")
    #expect(article.incidents.isEmpty)
  }

  @Test("leads from a clean text back to the page's source")
  func places() throws {
    let article = try read(page, as: .html)
    let index = SourceIndex(article)
    #expect(article.place(of: "harbour master")?.text == "harbour&nbsp;master")
    #expect(article.place(of: "12 boats")?.text == "12</b> boats")
    let piles = try #require(article.place(of: "Nine piles"))
    let line = try #require(index.lineText(piles.line, field: 0))
    #expect(line.unicodeScalars.dropFirst(piles.column - 1).starts(with: "Nine piles<sup>".unicodeScalars))
    #expect(article.place(of: "£2m")?.text == "&#163;2m")
  }

  @Test("dates a page by its metadata, keeps all dates for comparison, and says where they are")
  func dates() throws {
    let article = try read(page, as: .html)
    #expect(article.metadata.date?.day == CivilDate(year: 2023, month: 2, day: 5))
    #expect(article.metadata.date?.origin == .metadata)
    #expect(article.metadata.statedDates.map(\.event) == [.published, .published, .modified])
    #expect(article.metadata.statedDates.map(\.minute) == [1335, 1335, 480])
    #expect(article.metadata.statedDates.map(\.offset) == [120, 120, 120])
    let index = SourceIndex(article)
    #expect(
      article.metadata.statedDates.map { index.place(of: $0.source).text } == [
        "2023-02-05T22:15:00+02:00", "2023-02-05T22:15:00+02:00", "2023-02-06T08:00:00+02:00",
      ])
  }

  @Test("takes a date that cannot be read for an incident, and the next one for the date")
  func malformedDates() throws {
    func page(_ data: String, _ meta: String) throws -> Article {
      try read(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\(data)}</script>\(meta)<p>The pier closes.",
        as: .html)
    }
    let fallback = try page(
      #""datePublished":"2020-01-10T00:59:47ZZ""#, "<meta property=article:published_time content=2020-01-09>")
    #expect(fallback.metadata.date?.day == CivilDate(year: 2020, month: 1, day: 9))
    #expect(fallback.incidents.map(\.code) == ["malformed-date"])
    #expect(fallback.incidents.first?.message.contains("00:59:47ZZ") == true)
    let undated = try page(#""datePublished":"soon""#, "")
    #expect(undated.metadata.date == nil)
    #expect(undated.incidents.map(\.code) == ["unparsable-date"])
    let modified = try page(#""datePublished":"2020-01-09","dateModified":"2020-13-01""#, "")
    #expect(modified.metadata.date?.day == CivilDate(year: 2020, month: 1, day: 9))
    #expect(modified.incidents.map(\.code) == ["malformed-date"])
    let loose = try page(#""headline":"x""#, "<meta name=date content='9 January 2020'>")
    #expect(loose.incidents.isEmpty)
  }

  @Test("finds the headline where the page has it, and else in its metadata")
  func headlines() throws {
    #expect(try read("<h1>A <i>b</i></h1><p>c</p>", as: .html).outline == ["headline: A b", "paragraph: c"])
    #expect(
      try read("<meta property='og:title' content='A &quot;b&quot;'><p>c</p>", as: .html).outline
        == ["headline: A \"b\"", "paragraph: c"])
    #expect(try read("<title>A &lt; b</title><p>c", as: .html).outline == ["headline: A < b", "paragraph: c"])
    let json = try read(
      #"<script type="application/ld+json">[{"@type":"BlogPosting","headline":"Pi\u00f1a \"x\""}]</script><p>c"#,
      as: .html)
    #expect(json.outline.first == "headline: Piña \"x\"")
    #expect(json.place(of: "Piña")?.text == #"Pi\u00f1a \"x\""#)
  }

  @Test("keeps the entries of a live blog with their days")
  func liveBlog() throws {
    let article = try read(
      """
      <h1>Storm: as it happened</h1><div class="live-blog">
      <article><time datetime="2023-02-06T09:10:00Z">09:10</time><p>The storm hit today.</p></article>
      <article><time datetime="2023-02-05T23:50:00Z">23:50</time><p>The storm is near. It may hit tomorrow.</p></article>
      <article><time datetime="2023-02-05T21:00:00Z">21:00</time><ul><li>Two roads are shut.</li></ul></article>
      </div>
      """, as: .html)
    #expect(
      article.outline == [
        "headline: Storm: as it happened", "metadata: 09:10", "liveBlogEntry: The storm hit today.", "metadata: 23:50",
        "liveBlogEntry: The storm is near. It may hit tomorrow.", "metadata: 21:00", "listItem: Two roads are shut.",
      ])
    #expect(article.blocks.map { $0.referenceDate?.day } == [nil, nil, 6, nil, 5, nil, 5])
  }

  @Test("takes the longest of several articles, and none of its teasers")
  func severalArticles() throws {
    let article = try read(
      """
      <body><article><h2>Another story</h2><p>It is short.</p></article>
      <article><h1>This story</h1><p>It is the one that the page is about, and goes on for a while.</p>
      <p>So it has two paragraphs.</p><article><p>A teaser.</p></article></article></body>
      """, as: .html)
    #expect(
      article.outline == [
        "headline: This story", "paragraph: It is the one that the page is about, and goes on for a while.",
        "paragraph: So it has two paragraphs.",
      ])
  }

  @Test("finds the text of a page that marks nothing")
  func plainPage() throws {
    let article = try read(
      """
      <html><body><div id=top><a href=/>Home</a> | <a href=/news>News</a></div>
      <div id=mid><div class=x><b>Old pier to close</b><br><br>The pier will close on Sunday, the harbour master said.
      <br><br>Nine of its thirty piles are rotten.</div></div><div id=foot><a href=/about>About us</a></div></body>
      """, as: .html)
    #expect(
      article.outline == [
        "paragraph: Old pier to close", "paragraph: The pier will close on Sunday, the harbour master said.",
        "paragraph: Nine of its thirty piles are rotten.",
      ])
  }

  @Test("leaves no article out for the words of its classes")
  func misleadingClasses() throws {
    let article = try read(
      "<div class='sidebar-layout comments-open'><p>The pier will close on Sunday.</p></div><p>Really.", as: .html)
    #expect(article.outline == ["paragraph: The pier will close on Sunday.", "paragraph: Really."])
  }

  @Test("takes what an image shows from its alternative text where it has no caption")
  func alternatives() throws {
    let article = try read(
      """
      <article><img alt="The old pier &amp; its piles"><p>The pier will close.</p>
      <figure><picture><source srcset=a><img alt="Nine piles" src=b></picture>
      <figcaption>Nine of thirty piles.</figcaption></figure><p>It is <img alt="a small mark"> old.</p>
      <a href=/x><img alt="Another article altogether"></a><img alt=Logo><img alt=""><aside><img alt="No such thing">
      </aside><p>It is rotten.</p><img alt="The harbour in May"></article>
      """, as: .html)
    #expect(
      article.outline == [
        "caption: The old pier & its piles", "paragraph: The pier will close.", "caption: Nine of thirty piles.",
        "paragraph: It is old.", "paragraph: It is rotten.", "caption: The harbour in May",
      ])
    #expect(article.place(of: "pier & its")?.text == "pier &amp; its")
  }

  @Test("reads the text in JSON-LD where the page shows none")
  func articleBody() throws {
    let article = try read(
      """
      <script type="application/ld+json">{"@type":"NewsArticle","headline":"Old pier",
      "articleBody":"The pier will \\u201cclose\\u201d on Sunday.\\n\\nNine piles are rotten."}</script><div id=app></div>
      """, as: .html)
    #expect(
      article.outline == [
        "headline: Old pier", "paragraph: The pier will “close” on Sunday.", "paragraph: Nine piles are rotten.",
      ])
    #expect(article.place(of: "Nine piles")?.text == "Nine piles")
    #expect(article.place(of: "“close”")?.text == #"\u201cclose\u201d"#)
  }

  @Test("supplies omitted tags and forgives stray ones as browsers do")
  func tagSoup() throws {
    #expect(
      try read("<p>One<p>Two</div></span><li>three<li>four<dl><dt>five<dd>six", as: .html).outline
        == ["paragraph: One", "paragraph: Two", "listItem: three", "listItem: four", "listItem: five", "listItem: six"])
    #expect(
      try read("<p>a < b & c &amp d &unknown; <3", as: .html).outline == ["paragraph: a < b & c & d &unknown; <3"])
    #expect(try read("<p title='a > b'>one<wbr>two</p x=y>", as: .html).outline == ["paragraph: onetwo"])
    #expect(
      try read("<?xml version='1.0'?><html><head><script src='a'/><title/></head><p>a</p></html>", as: .html).outline
        == ["paragraph: a"])
    #expect(try read("<p>He said <q>no</q> twice.", as: .html).outline == ["paragraph: He said “no” twice."])
    #expect(try read("<p>one<!-->two<!--->three<!-- x --!>four", as: .html).outline == ["paragraph: onetwothreefour"])
    #expect(try read("<p>&#146;&#x80;&#0;&#x110000;&#8364", as: .html).outline == ["paragraph: '€\u{FFFD}\u{FFFD}€"])
  }

  @Test("reads pages in other charsets by what they or their first bytes say")
  func charsets() throws {
    func outline(_ bytes: [UInt8]) throws -> [String] {
      try readArticle(bytes: bytes, format: .html, id: "x").outline
    }
    let latin = Array("<meta charset=ISO-8859-1><p>caf".utf8) + [0xE9, 0x20, 0x93, 0x61, 0x94]
    #expect(try outline(latin) == ["paragraph: café “a”"])
    #expect(try outline(Array("<p>caf".utf8) + [0xE9] + Array(" noir</p>".utf8)) == ["paragraph: café noir"])
    #expect(try outline(Array("<meta charset=iso-8859-15><p>".utf8) + [0xA4, 0x35]) == ["paragraph: €5"])
    let wide = "<p>é😀".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try outline([0xFF, 0xFE] + wide) == ["paragraph: é😀"])
    #expect(throws: ReadError.self) { try outline(Array("<meta charset=shift_jis><p>a".utf8)) }
  }

  private struct HurtfulPage: CustomTestStringConvertible {
    let testDescription: String
    let source: String

    init(_ description: String, _ source: String) {
      testDescription = description
      self.source = source
    }
  }

  /// Pages on which work that grows with the product of two of their parts would take hours.
  private static let pagesMadeToHurt: [HurtfulPage] = [
    HurtfulPage("headings in headings around a long text", many("<h1><div>", 200) + many("word ", 200_000)),
    HurtfulPage("bylines in bylines around a long text", many("<span class=byline>", 400) + many("word ", 200_000)),
    HurtfulPage(
      "more authors than things that may name them",
      "<script type=application/ld+json>[{\"@type\":\"NewsArticle\",\"author\":["
        + many("{\"@id\":\"a\"},", 20_000) + "0]}," + many("{\"@id\":\"b\"},", 20_000) + "0]</script>"
    ),
    HurtfulPage(
      "as many titles as headings",
      many("<meta property=og:title content='One pier'>", 4_000) + many("<h1>Other pier</h1>", 4_000)
    ),
    HurtfulPage("small elements under deep ones", many("<div>", 480) + many("<p></p><li></li>", 20_000)),
    HurtfulPage(
      "small elements under a paragraph out of reach", "<p><marquee>" + many("<div>", 480) + many("<p></p>", 5_000)),
    HurtfulPage("footnote marks in footnote marks", many("<sup>", 480) + many("<b></b>", 20_000)),
    HurtfulPage("names without number", (0..<20_000).map { "<x\($0)></x\($0)>" }.joined()),
  ]

  private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  @Test("takes linear time for pages made to hurt", .timeLimit(.minutes(5)), arguments: pagesMadeToHurt)
  private func linearTime(page: HurtfulPage) throws {
    let article = try read(page.source + "<main><p>The pier will close on Sunday.</p></main>", as: .html)
    #expect(article.outline.last?.hasSuffix("The pier will close on Sunday.") == true)
  }

  @Test("has no more texts than it has room for elements")
  func manyTexts() {
    #expect(throws: ReadError.self) { try read(Self.many("a<!>", 1_000_001), as: .html) }
  }

  @Test("gives an article or an error for what is cut, damaged or made to hurt, in bounded time")
  func hostile() throws {
    func article(_ source: String) -> Result<Article, any Error> { Result { try read(source, as: .html) } }
    for end in stride(from: 0, to: page.utf8.count, by: 97) {
      let bytes = Array(page.utf8.prefix(end))
      #expect(throws: Never.self) { _ = try readArticle(bytes: bytes, format: .html, id: "x") }
    }
    let deep = article(String(repeating: "<div>", count: 1_000_000))
    #expect(throws: ReadError.self) { try deep.get() }
    #expect(throws: Never.self) { try article(String(repeating: "<b>", count: 20_000) + "x").get() }
    #expect(throws: Never.self) { try article(String(repeating: "<p>", count: 20_000) + "x").get() }
    #expect(throws: Never.self) { try article(String(repeating: "</p>", count: 20_000) + "x").get() }
    #expect(throws: Never.self) { try article("<a " + String(repeating: "b ", count: 50_000) + ">").get() }
    #expect(throws: Never.self) { try article(String(repeating: "<a href=x><table>", count: 200) + "x").get() }
    #expect(throws: Never.self) { try article(String(repeating: "<!--", count: 20_000)).get() }
    #expect(throws: Never.self) { try article("<script>" + String(repeating: "</scrip", count: 10_000)).get() }
    let json = "<script type=application/ld+json>" + String(repeating: "[", count: 50_000)
    #expect(try article(json + "</script><p>x").get().incidents.map(\.code) == ["malformed-json-ld"])
  }
}
