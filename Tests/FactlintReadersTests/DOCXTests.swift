import Factlint
import FactlintReaders
import TestSupport
import Testing

@Suite("Word documents")
struct DOCXTests {
  private func read(_ bytes: [UInt8]) throws -> Article { try readArticle(bytes: bytes, format: .docx, id: "x") }

  private func outline(_ body: String) throws -> [String] { try read(ZipWriter.document(body: body)).outline }

  @Test("runs are joined, styles are known by their names, places count paragraphs")
  func paragraphs() throws {
    let body =
      ZipWriter.paragraph("Old pier &amp; quay to close", style: "Titel")
      + "<w:p/>"
      + "<w:p><w:r><w:t>The pier will cl</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ose on 1</w:t></w:r>"
      + "<w:r><w:t>2 May</w:t></w:r><w:r><w:tab/><w:t>2023.</w:t></w:r></w:p>"
      + ZipWriter.paragraph("What next", style: "berschrift2") + ZipWriter.paragraph("“No,” she said.", style: "Zitat")
      + ZipWriter.paragraph("The pier.", style: "Beschriftung")
      + "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>"
      + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
      + "<w:p><w:r><w:t>First</w:t><w:br/><w:t>second</w:t></w:r></w:p>"
    for isDeflated in [true, false] {
      let article = try read(ZipWriter.document(body: body, isDeflated: isDeflated))
      #expect(
        article.outline == [
          "headline: Old pier & quay to close", "paragraph: The pier will close on 12 May 2023.", "heading: What next",
          "quotation: “No,” she said.", "caption: The pier.", "listItem: one", "listItem: Year", "paragraph: First",
          "paragraph: second",
        ])
      #expect(
        article.place(of: "12 May") == Place(field: "text", scalars: 49..<55, text: "12 May", line: 3, column: 24))
      #expect(article.place(of: "Year")?.line == 8)
      #expect(article.place(of: "second")?.line == 9)
    }
  }

  @Test("what was deleted is gone, what was inserted is there, and hidden text and field codes are no text")
  func revisions() throws {
    #expect(
      try outline(
        "<w:p><w:r><w:t xml:space=\"preserve\">Nine </w:t></w:r><w:del><w:r><w:delText>eight </w:delText></w:r></w:del>"
          + "<w:ins><w:r><w:t xml:space=\"preserve\">or ten </w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r>"
          + "</w:moveFrom><w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo>"
          + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
          + "<w:r><w:rPr><w:vanish w:val=\"false\"/></w:rPr><w:t>.</w:t></w:r>"
          + "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>") == ["paragraph: Nine or ten here."])
    #expect(
      try outline(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">The pier </w:t></w:r></w:p>"
          + "<w:p><w:r><w:t>closes.</w:t></w:r></w:p>") == ["paragraph: The pier closes."])
    #expect(
      try outline(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>"
          + "</mc:Choice><mc:Fallback><w:t>box</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>")
        == ["paragraph: box"])
  }

  @Test("the first Heading 1 is the headline where no Title is, and a first line with a date dates the article")
  func headlines() throws {
    #expect(
      try outline(ZipWriter.paragraph("Pier", style: "berschrift1") + ZipWriter.paragraph("It closes."))
        == ["headline: Pier", "paragraph: It closes."])
    let dated = try read(
      ZipWriter.document(
        body: ZipWriter.paragraph("date 2023-02-05 Old pier to close") + ZipWriter.paragraph("It closes.")))
    #expect(dated.outline == ["metadata: date 2023-02-05", "headline: Old pier to close", "paragraph: It closes."])
    #expect(dated.metadata.date?.day == CivilDate(year: 2023, month: 2, day: 5))
  }

  @Test("footnotes and endnotes follow the text that refers to them, and headers, footers and comments are left out")
  func notes() throws {
    func note(_ kind: String, _ id: Int, _ text: String, type: String = "") -> String {
      "<w:\(kind) \(type) w:id=\"\(id)\"><w:p><w:r><w:\(kind)Ref/></w:r><w:r><w:t>\(text)</w:t></w:r></w:p></w:\(kind)>"
    }
    func reference(_ kind: String, _ id: Int) -> String { "<w:r><w:\(kind)Reference w:id=\"\(id)\"/></w:r>" }
    let separator = note("footnote", -1, "no text", type: "w:type=\"separator\"")
    let footnotes = separator + note("footnote", 1, "Nine were rotten.") + note("footnote", 2, "Of oak.")
    let article = try read(
      ZipWriter.document(
        body: "<w:p><w:r><w:t>The pier</w:t></w:r>" + reference("footnote", 2) + reference("endnote", 1)
          + "<w:r><w:t xml:space=\"preserve\"> closes.</w:t></w:r><w:commentReference w:id=\"1\"/>"
          + reference("footnote", 1) + "<w:del>" + reference("footnote", 3) + "</w:del>" + reference("footnote", 2)
          + "</w:p><w:sectPr/>",
        parts: [
          ("footnotes.xml", "<w:footnotes>\(footnotes)\(note("footnote", 3, "gone"))</w:footnotes>"),
          ("endnotes.xml", "<w:endnotes>\(note("endnote", 1, "Built in 1923."))</w:endnotes>"),
          ("comments.xml", "<w:comments>\(note("comment", 1, "Really?"))</w:comments>"),
          ("header1.xml", "<w:hdr><w:p><w:r><w:t>Draft</w:t></w:r></w:p></w:hdr>"),
        ]))
    #expect(
      article.outline == [
        "paragraph: The pier closes.", "listItem: Of oak.", "listItem: Nine were rotten.", "listItem: Built in 1923.",
      ])
    #expect(article.place(of: "Of oak")?.line == 2)
    #expect(article.place(of: "1923")?.line == 4)
    #expect(throws: ReadError.self) {
      try read(
        ZipWriter.document(body: "<w:p>\(reference("footnote", 1))</w:p>", parts: [("footnotes.xml", "<w:footnotes>")]))
    }
  }

  @Test("a package that names its document again and again is read once")
  func repeatedParts() throws {
    var zip = ZipWriter()
    let relationship = "<Relationship Type=\"x/officeDocument\" Target=\"a.xml\"/>"
    zip.add("_rels/.rels", Array("<r>\(String(repeating: relationship, count: 5_000))</r>".utf8))
    zip.add("a.xml", Array("<workbook>\(String(repeating: "<c/>", count: 50_000))</workbook>".utf8))
    #expect(throws: ReadError.self) { try read(zip.archive) }
  }

  @Test("what is cut, damaged, encrypted or another archive is told in one line")
  func damage() throws {
    let whole = ZipWriter.document(body: ZipWriter.paragraph("It closes."))
    for size in stride(from: 0, to: whole.count, by: 7) {
      #expect(throws: ReadError.self) { try read(Array(whole[..<size])) }
    }
    var generator = SplitMix64(seed: 7)
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      do {
        _ = try read(bytes)
      } catch {
        #expect(error is ReadError)
      }
    }
    var other = ZipWriter()
    other.add("readme.txt", Array("Hello".utf8))
    #expect(throws: ReadError.self) { try read(other.archive) }
    #expect(throws: ReadError.self) { try read(ZipWriter.document(body: "<w:p><w:r>")) }
  }

  @Test("a part that unpacks without end is not unpacked")
  func bomb() throws {
    // A megabyte of zeros in a thousand bytes, again and again: blocks of Deflate may repeat without end.
    let body = [UInt8](repeating: 0x61, count: maximumArticleSize + 1)
    var zip = ZipWriter()
    zip.add("word/document.xml", body, isDeflated: true)
    #expect(throws: ReadError.self) { try read(zip.archive) }
  }
}
