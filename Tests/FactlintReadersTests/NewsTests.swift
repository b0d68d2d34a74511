import Factlint
import FactlintReaders
import Testing

@Suite("News items of the IPTC")
struct NewsTests {
  private let nitf = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE nitf SYSTEM "nitf-3-6.dtd" [<!ENTITY pier "the old pier">]>
    <nitf><head><title>pier</title><docdata><date.issue norm="20230205T221500Z"/>
    <date.release norm="20230205T230000Z"/></docdata></head>
    <body xml:lang="en"><body.head><hedline><hl1>Old pier &amp; quay to close</hl1><hl2>Nine piles rotten</hl2></hedline>
    <byline>By <person>Ada Brink</person></byline>
    <dateline><location>PORT HADLEY</location>, <story.date norm="20230205">Feb. 5</story.date></dateline></body.head>
    <body.content><p>The pier will close on Sunday, the harbour&#160;master said.</p><!-- <p>no prose</p> -->
    <media media-type="image"><media-reference source="a.jpg"/><media-caption>The pier.</media-caption></media>
    <block><p><![CDATA[Nine < ten]]> of its piles &pier; has are rotten.</p><ul><li>one</li><li>two</li></ul></block>
    </body.content><body.end><tagline>(c) 2023</tagline></body.end></body></nitf>
    """

  @Test("NITF: headline, byline, dateline, text, captions, dates")
  func readsNITF() throws {
    let article = try read(nitf, as: .nitf)
    #expect(
      article.outline == [
        "headline: Old pier & quay to close", "heading: Nine piles rotten", "byline: By Ada Brink",
        "metadata: PORT HADLEY, Feb. 5", "paragraph: The pier will close on Sunday, the harbour master said.",
        "caption: The pier.", "paragraph: Nine < ten of its piles &pier; has are rotten.", "listItem: one",
        "listItem: two",
      ])
    #expect(article.metadata.byline == "Ada Brink")
    #expect(article.metadata.language == "en")
    #expect(article.metadata.date?.day == CivilDate(year: 2023, month: 2, day: 5))
    #expect(article.metadata.statedDates.map(\.minute) == [1335, 1380, nil])
    #expect(article.place(of: "harbour master")?.text == "harbour&#160;master")
    #expect(article.place(of: "one")?.line == 10)
    #expect(article.incidents.isEmpty)
  }

  @Test("NewsML-G2: metadata of the item, text in XHTML, NITF or plain")
  func readsNewsMLG2() throws {
    func item(_ content: String) -> String {
      """
      <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet><packageItem><groupSet/></packageItem>
      <newsItem xml:lang="en"><itemMeta><versionCreated>2023-02-06T08:00:00+00:00</versionCreated>
      <firstCreated>2023-02-05T22:15:00+02:00</firstCreated></itemMeta>
      <contentMeta><by>Ada Brink</by><language tag="en-GB"/><headline>Old pier to close</headline></contentMeta>
      <contentSet>\(content)</contentSet></newsItem></itemSet></newsMessage>
      """
    }
    let expected = [
      "headline: Old pier to close", "paragraph: The pier will close on Sunday.", "paragraph: Nine piles are rotten.",
    ]
    for content in [
      "<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>"
        + "<p>The pier will close on Sunday.</p><p>Nine piles are rotten.</p></body></html></inlineXML>",
      "<inlineXML><nitf><body><body.content><p>The pier will close on Sunday.</p><p>Nine piles are rotten.</p>"
        + "</body.content></body></nitf></inlineXML>",
      "<inlineData contenttype='text/plain'>The pier will close on Sunday.\n\nNine piles are rotten.</inlineData>",
      "<inlineData contenttype='text/html'>&lt;p>The pier will close on Sunday.&lt;p>Nine piles are rotten.</inlineData>",
    ] {
      let article = try read(item(content), as: .newsmlG2)
      #expect(article.outline == expected)
      #expect(article.metadata.date?.day == CivilDate(year: 2023, month: 2, day: 5))
      #expect(article.metadata.statedDates.map(\.event) == [.published, .modified])
      #expect(article.metadata.byline == "Ada Brink")
      #expect(article.metadata.language == "en-GB")
      #expect(article.place(of: "Nine piles")?.text == "Nine piles")
    }
    #expect(throws: ReadError.self) { try read(item("<remoteContent href='a'/>"), as: .newsmlG2) }
  }

  @Test("NewsML 1: lines, revisions and data content")
  func readsNewsML1() throws {
    let article = try read(
      """
      <?xml version="1.0"?><NewsML><Catalog/><NewsItem><Identification><NewsIdentifier><DateId>20230205</DateId>
      </NewsIdentifier></Identification><NewsManagement><FirstCreated>20230205T201500Z</FirstCreated>
      <ThisRevisionCreated>20230205T211500Z</ThisRevisionCreated></NewsManagement>
      <NewsComponent><NewsLines><HeadLine>Old pier to close</HeadLine><ByLine>By Ada Brink</ByLine>
      <DateLine>PORT HADLEY, Feb 5, 2023 (AFP) -</DateLine></NewsLines>
      <DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
      <NewsComponent><ContentItem><DataContent><p>The pier will close on Sunday.</p><p>Nine piles are rotten.</p>
      </DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>
      """, as: .newsml1)
    #expect(
      article.outline == [
        "headline: Old pier to close", "byline: By Ada Brink", "paragraph: PORT HADLEY, Feb 5, 2023 (AFP) -",
        "paragraph: The pier will close on Sunday.", "paragraph: Nine piles are rotten.",
      ])
    #expect(article.metadata.statedDates.map(\.minute) == [1215, 1275])
    #expect(article.metadata.statedDates.map(\.offset) == [0, 0])
  }

  @Test("ninjs of every version: main headline, best of its texts, dates")
  func readsNINJS() throws {
    let expected = ["headline: Old pier to close", "paragraph: It’s closed.", "paragraph: Nine piles are rotten."]
      .map { $0.replacing("’", with: "'") }
    let html = #"<p>It\u2019s closed.<\/p>\n<p>Nine piles are rotten.</p>"#
    for source in [
      #"{"uri":"a","type":"text","headline":"Old pier to close","versioncreated":"2023-02-05T22:15:00Z","byline":"Ada"#
        + #" Brink","language":"en","body_text":"No.","body_xhtml":"\#(html)"}"#,
      #"{"uri":"a","headlines":[{"role":"short","value":"Pier"},{"role":"main","value":"Old pier to close"}],"by":"Ada"#
        + #" Brink","language":"en","firstcreated":"2023-02-05T22:15:00Z","versioncreated":"2023-02-05T22:16:00Z","#
        + #""bodies":[{"role":"main","contenttype":"text/html","value":"\#(html)"}]}"#,
      #"{"uri":"a","headlines":[{"value":"Old pier to close"}],"by":"Ada Brink","language":"en","#
        + #""versionCreated":"2023-02-05T22:15:00Z","bodies":[{"contentType":"application/nitf+xml","#
        + #""value":"<nitf><body><body.content><p>It’s closed.</p><p>Nine piles are rotten.</p></body.content>"#
        + #"</body></nitf>"}]}"#,
    ] {
      #expect(InputFormat.detect(content: Array(source.utf8)) == .ninjs)
      let article = try read(source, as: .ninjs)
      #expect(article.outline == expected)
      #expect(article.metadata.byline == "Ada Brink")
      #expect(article.metadata.date?.day == CivilDate(year: 2023, month: 2, day: 5))
      let place = try #require(article.place(of: "Nine piles"))
      #expect(place.text == "Nine piles")
      #expect(["body_xhtml", "bodies[0].value"].contains(place.field))
    }
    #expect(throws: ReadError.self) { try read(#"{"uri":"a","headline":"x","versioncreated":"2023"}"#, as: .ninjs) }
  }

  @Test(
    "what is not well-formed is told with its line",
    arguments: [
      "<nitf>\n<body>", "<nitf>\n</body></nitf>", "<nitf\n a></nitf>", "<nitf>\n<a b=c/></nitf>",
      "<!DOCTYPE nitf [\n", "<nitf/>\n<nitf/>", "<nitf><!--\n", "<nitf><![CDATA[\n</nitf>", "<nitf>\n<1/></nitf>",
    ])
  func malformed(source: String) throws {
    #expect {
      try read(source, as: .nitf)
    } throws: { error in
      guard let error = error as? ReadError else { return false }
      return error.code == .invalidXML && error.line == source.count { $0 == "\n" } + 1 || error.line == 1
    }
  }

  @Test("entities of a document's own are not expanded, and nothing nests without end")
  func bombs() throws {
    let lines = (1...9).map { "<!ENTITY l\($0) \"&l\($0 - 1);&l\($0 - 1);&l\($0 - 1);&l\($0 - 1);\">" }
    let laughs = try read(
      "<!DOCTYPE nitf [<!ENTITY l0 \"lol\">\(lines.joined())]><nitf><body><p>&l9; he said.</p></body></nitf>", as: .nitf
    )
    #expect(laughs.outline == ["paragraph: &l9; he said."])
    let deep = String(repeating: "<p>", count: 1_000_000)
    #expect(throws: ReadError.self) { try read("<nitf><body>" + deep, as: .nitf) }
    #expect(throws: ReadError.self) { try read("<nitf " + String(repeating: "a=\"\" ", count: 300_000), as: .nitf) }
    #expect(throws: ReadError.self) { try read(#"{"uri":"# + String(repeating: "[", count: 100_000), as: .ninjs) }
    for format in [InputFormat.nitf, .newsmlG2, .newsml1] {
      #expect(throws: ReadError.self) { try read("<other/>", as: format) }
    }
  }

  @Test("an XML document says its encoding")
  func encodings() throws {
    let latin =
      Array("<?xml version='1.0' encoding='ISO-8859-1'?><nitf><body><p>caf".utf8) + [0xE9]
      + Array("</p></body></nitf>".utf8)
    #expect(try readArticle(bytes: latin, format: .nitf, id: "x").outline == ["paragraph: café"])
    let unsaid = Array("<nitf><body><p>caf".utf8) + [0xE9] + Array("</p></body></nitf>".utf8)
    #expect(throws: ReadError.self) { try readArticle(bytes: unsaid, format: .nitf, id: "x") }
  }
}

@Suite("Front matter")
struct FrontMatterTests {
  @Test(
    "is YAML, TOML or JSON",
    arguments: [
      "---\ntitle: Old pier\ndate: 2023-02-05\nlastmod: 2023-02-06\nauthors: [Ada Brink, Jon Moe]\nlang: en\n---\n\nText.",
      "+++\n# A comment\ntitle = \"Old pier\"\ndate = 2023-02-05 # here\nlastmod = 2023-02-06\nweight = 3\n"
        + "authors = [ 'Ada Brink',\n  \"Jon \\u004doe\", ]\nlang = 'en'\n[menu]\ntitle = \"no\"\n+++\n\nText.",
      "{\n  \"title\": \"Old pier\", \"date\": \"2023-02-05\", \"lastmod\": \"2023-02-06\",\n"
        + "  \"authors\": [\"Ada Brink\", \"Jon Moe\"], \"lang\": \"en\"\n}\n\nText.",
    ])
  func kinds(source: String) throws {
    let article = try read(source, as: .markdown)
    #expect(article.outline == ["headline: Old pier", "paragraph: Text."])
    #expect(article.metadata.byline == "Ada Brink, Jon Moe")
    #expect(article.metadata.language == "en")
    #expect(article.metadata.date?.day == CivilDate(year: 2023, month: 2, day: 5))
    #expect(article.metadata.date?.origin == .frontMatter)
    let index = SourceIndex(article)
    #expect(article.metadata.statedDates.map { index.place(of: $0.source).text } == ["2023-02-05", "2023-02-06"])
    #expect(article.place(of: "Old pier")?.text == "Old pier")
    #expect(article.incidents.isEmpty)
  }

  @Test(
    "that is malformed is told and is no prose", arguments: ["title = ", "= x", "a = [[1]]\nb", "a = \"b\nc", "x y z"])
  func malformed(toml: String) throws {
    let article = try read("+++\n\(toml)\n+++\nText.", as: .markdown)
    #expect(article.incidents.map(\.code) == ["malformed-front-matter"])
    #expect(article.blocks.map(\.role) == [.metadata, .paragraph])
  }

  @Test("is none where a text only looks like it", arguments: ["+++\nText.", "{Text}", "{\"a\": 1}\nText."])
  func none(source: String) throws {
    let article = try read(source, as: .markdown)
    #expect(article.incidents.isEmpty)
    #expect(article.metadata.date == nil)
  }
}

@Suite("Records of scrapers")
struct ScrapedRecordTests {
  @Test(
    "of every tool give headline, date, authors and text, under the names of their keys",
    arguments: [
      (
        #"{"title":"Old pier","author":"Ada Brink","hostname":"a.example","date":"2023-02-05","fingerprint":"f","id":null,"#
          + #""raw_text":"x","text":"It closes.\nNine piles.","source":"https://a.example/1","source-hostname":"a","#
          + #""filedate":"2024-01-01","language":null}"#, "text"
      ),
      (
        #"{"url":"https://a.example/1","title":"Old pier","text":"It closes.\n\nNine piles.","authors":["Ada Brink"],"#
          + #""publish_date":"2023-02-05 00:00:00"}"#, "text"
      ),
      (
        #"{"url":"https://a.example/1","title":"Old pier","maintext":"It closes.\nNine piles.","authors":["Ada Brink"],"#
          + #""date_publish":"2023-02-05 22:15:00","date_modify":null,"date_download":"2024-01-01 00:00:00"}"#,
        "maintext"
      ),
    ])
  func tools(record: String, textKey: String) throws {
    #expect(InputFormat.detect(content: Array(record.utf8)) == .jsonl)
    let article = try #require(try parseRecord(line: Array(record.utf8), number: 1)?.get())
    #expect(article.id == "https://a.example/1")
    #expect(article.outline == ["headline: Old pier", "paragraph: It closes.", "paragraph: Nine piles."])
    #expect(article.metadata.byline == "Ada Brink")
    #expect(article.metadata.date?.day == CivilDate(year: 2023, month: 2, day: 5))
    #expect(article.place(of: "Nine")?.field == textKey)
    #expect(article.place(of: "Old")?.field == "title")
    #expect(article.incidents.isEmpty)
  }

  @Test("do not change what the record protocol says of its own")
  func protocolStands() throws {
    let record = #"{"id":"a","text":"It closes.","title":"No headline","publish_date":"2020-01-01"}"#
    let article = try #require(try parseRecord(line: Array(record.utf8), number: 1)?.get())
    #expect(article.outline == ["paragraph: It closes."])
    #expect(article.metadata.date == nil)
    for bad in [#"{"text":"a"}"#, #"{"id":1,"text":"a"}"#, #"{"maintext":"a"}"#, #"{"maintext":null,"url":"u"}"#] {
      #expect(throws: RecordError.self) { try parseRecord(line: Array(bad.utf8), number: 1)?.get() }
    }
  }

  @Test("NITF: what stands in its own like is read once")
  func nestedOnce() throws {
    let article = try read(
      """
      <nitf><body><body.head><hedline><hl1>Pier</hl1><hl2>Nine <hl2>piles</hl2></hl2></hedline>
      <abstract><abstract><p>It closes.</p></abstract></abstract></body.head>
      <body.content><p>It will close on Sunday.</p></body.content></body></nitf>
      """, as: .nitf)
    #expect(
      article.outline == [
        "headline: Pier", "heading: Nine piles", "paragraph: It closes.", "paragraph: It will close on Sunday.",
      ])
  }
}
