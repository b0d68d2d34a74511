import Factlint

/// Reads a Word document (Office Open XML, ECMA-376).
///
/// The source that places refer to is the document's text, a line for each paragraph, so that a line's number is the
/// paragraph's as Word counts them, cells of tables included. What was deleted under change tracking is not there, and
/// what was inserted is. A paragraph of the style Title is the headline, or else the first of Heading 1; styles are
/// known by their names, which are the same in every language of Word. Footnotes and endnotes follow the text, in the
/// order in which it refers to them. Headers, footers and comments are no part of the article.
///
/// - Throws: `ReadError` where the file is no such document, is damaged, or unpacks to more than an article may have.
func readDOCX(_ bytes: [UInt8], into builder: inout ArticleBuilder) throws(ReadError) {
  let archive = try ZipArchive(bytes)
  guard let part = try mainPart(of: archive) else {
    throw ReadError(
      code: .unknownFormat, message: "The file is a zip archive, but no Word document: give the article itself.")
  }
  let folder = part.split(separator: "/").dropLast().joined(separator: "/")
  let styles = try archive.has("\(folder)/styles.xml") ? WordStyles(of: xml("\(folder)/styles.xml", in: archive)) : nil
  var text = WordText(tree: try xml(part, in: archive), styles: styles ?? WordStyles())
  text.read(0)
  for kind in WordNoteKind.allCases where archive.has("\(folder)/\(kind.part)") && text.notes[kind] != nil {
    text.readNotes(of: kind, in: try xml("\(folder)/\(kind.part)", in: archive))
  }
  guard text.size <= maximumArticleSize else { throw ReadError.tooLarge(text.size) }
  text.add(to: &builder)
}

/// What stands under a document's pages or at its end.
private enum WordNoteKind: String, CaseIterable {
  case footnote, endnote

  /// The name of the part that holds the notes.
  var part: String { "\(rawValue)s.xml" }
}

/// The name of the part that holds the document, as the package's relationships say.
private func mainPart(of archive: ZipArchive) throws(ReadError) -> String? {
  if archive.has("_rels/.rels") {
    let tree = try xml("_rels/.rels", in: archive)
    for index in tree.descendants(of: 0, named: "Relationship")
    where tree.value(of: "Type", at: index)?.hasSuffix("/officeDocument") == true {
      guard let target = tree.value(of: "Target", at: index) else { continue }
      let name = target.hasPrefix("/") ? String(target.dropFirst()) : target
      guard archive.has(name) else { continue }
      if name.hasPrefix("word/") { return name }
      // A workbook or a presentation is a package of the same kind. A package has one such part, so no other is tried.
      return try xml(name, in: archive).first("document") != nil ? name : nil
    }
  }
  return archive.has("word/document.xml") ? "word/document.xml" : nil
}

private func xml(_ name: String, in archive: ZipArchive) throws(ReadError) -> MarkupTree {
  let bytes = try archive.content(of: name, limit: maximumArticleSize)
  do throws(ReadError) {
    return try XMLParser.tree(of: markupContent(of: bytes, isXML: true), field: 0)
  } catch {
    throw ReadError(code: error.code, message: "In \(name) of the document: \(error.message)")
  }
}

/// The names of a document's paragraph styles by their ids.
struct WordStyles {
  private var names: [String: String] = [:]
  private var numbered: Set<String> = []

  init() {}

  init(of tree: MarkupTree) {
    for style in tree.descendants(of: 0, named: "style") {
      guard let id = tree.value(of: "styleId", at: style) else { continue }
      let children = tree.children(of: style)
      if let name = children.first(where: { tree.nodes[$0].name == "name" }) {
        names[id] = tree.value(of: "val", at: name)?.lowercased()
      }
      let properties = children.first { tree.nodes[$0].name == "pPr" }.map(tree.children) ?? []
      if properties.contains(where: { tree.nodes[$0].name == "numPr" }) { numbered.insert(id) }
    }
  }

  /// The name of a style in small letters; its id where it has none.
  func name(of id: String) -> String { names[id] ?? id.lowercased() }

  /// Whether paragraphs of a style are items of a list.
  func isList(_ id: String) -> Bool { numbered.contains(id) && !name(of: id).hasPrefix("heading") }
}

/// The paragraphs of a Word document, gathered to a text with a line for each.
private struct WordText {
  private var tree: MarkupTree
  private let styles: WordStyles
  /// The ids of the notes that the text refers to, in its order.
  private(set) var notes: [WordNoteKind: [String]] = [:]
  private var text: [UInt8] = []
  private var blocks: [(style: Style, range: Range<Int>)] = []
  /// Where the open block begins in the text.
  private var blockStart = 0

  /// What a paragraph is by its style.
  private enum Style: Equatable {
    case title, heading(level: Int), role(Block.Role)
  }

  init(tree: MarkupTree, styles: WordStyles) {
    self.tree = tree
    self.styles = styles
  }

  /// Elements whose text is not that of the document: what was deleted or moved away, codes of fields, drawings' second
  /// renderings.
  private static let isLeftOut: Set = [
    "del", "delInstrText", "delText", "Fallback", "instrText", "moveFrom", "pPr", "rPr", "rt", "sectPr", "tblPr",
    "tcPr", "trPr",
  ]

  /// How many bytes were gathered.
  var size: Int { text.count }

  /// Gathers the notes that the text refers to, as items of a list.
  mutating func readNotes(of kind: WordNoteKind, in part: MarkupTree) {
    tree = part
    var elements: [String: Int] = [:]
    for element in tree.outermost(kind.rawValue, in: 0) {
      if let id = tree.value(of: "id", at: element), elements[id] == nil { elements[id] = element }
    }
    if text.last != 0x0A { endParagraph() }
    for id in notes[kind] ?? [] {
      // A text that refers to a note twice has it once.
      if let element = elements.removeValue(forKey: id) { read(element, isNote: true) }
    }
  }

  /// Gathers the paragraphs in an element.
  mutating func read(_ root: Int, isNote: Bool = false) {
    var paragraphs: [(end: Int, style: Style)] = []
    var cellEnd = isNote ? tree.nodes[root].end : 0
    var joinsNext = false
    var index = root
    while index < tree.nodes[root].end {
      while let last = paragraphs.last, last.end <= index {
        paragraphs.removeLast()
        if joinsNext { continue }
        endBlock(last.style)
        endParagraph()
      }
      let node = tree.nodes[index]
      if Self.isLeftOut.contains(node.name) {
        index = node.end
        continue
      }
      switch node.name {
      case "tc": cellEnd = max(cellEnd, node.end)
      case "p":
        // A text box stands inside the paragraph that it is fixed to.
        if let outer = paragraphs.last, !joinsNext {
          endBlock(outer.style)
          endParagraph()
        }
        let properties = tree.children(of: index).first { tree.nodes[$0].name == "pPr" }
        paragraphs.append((node.end, style(of: properties, isItem: index < cellEnd)))
        joinsNext = properties.map(isMarkDeleted) ?? false
      case "r":
        if isHidden(index) {
          index = node.end
          continue
        }
      case "t": append(index)
      case "tab", "ptab": text.append(0x09)
      case "br", "cr":
        // VERTICAL TAB is Word's own sign for a line break within a paragraph.
        if let last = paragraphs.last { endBlock(last.style) }
        text.append(0x0B)
        blockStart = text.count
      case "footnoteReference", "endnoteReference":
        if let kind = WordNoteKind(rawValue: String(node.name.dropLast("Reference".count))),
          let id = tree.value(of: "id", at: index)
        {
          notes[kind, default: []].append(id)
        }
      case "noBreakHyphen": text += "\u{2011}".utf8
      case "sym": if let symbol = symbol(index) { text += symbol.utf8 }
      default: break
      }
      index += 1
    }
    while let last = paragraphs.popLast() { endBlock(last.style) }
    if isNote { endParagraph() }
  }

  private mutating func append(_ index: Int) {
    for child in tree.children(of: index) where tree.nodes[child].isText {
      let node = tree.nodes[child]
      let piece = node.isLiteral ? Array(tree.bytes[node.source]) : Array(tree.decoded(node.source).utf8)
      // A line break in a run is white space, and must not look like the end of a paragraph.
      text += piece.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    }
  }

  private mutating func endBlock(_ style: Style) {
    if blockStart < text.count { blocks.append((style, blockStart..<text.count)) }
    blockStart = text.count
  }

  private mutating func endParagraph() {
    text.append(0x0A)
    blockStart = text.count
  }

  private func isHidden(_ run: Int) -> Bool {
    guard let properties = tree.children(of: run).first(where: { tree.nodes[$0].name == "rPr" }),
      let vanish = tree.children(of: properties).first(where: { tree.nodes[$0].name == "vanish" })
    else { return false }
    return !["0", "false", "off"].contains(tree.value(of: "val", at: vanish) ?? "")
  }

  /// Whether the mark at the end of a paragraph was deleted, so that the next one goes on with it.
  private func isMarkDeleted(_ properties: Int) -> Bool {
    guard let mark = tree.children(of: properties).first(where: { tree.nodes[$0].name == "rPr" }) else { return false }
    return tree.children(of: mark).contains { tree.nodes[$0].name == "del" }
  }

  private func symbol(_ index: Int) -> String? {
    guard let code = tree.value(of: "char", at: index).flatMap({ UInt32($0, radix: 16) }),
      !(0xF000...0xF0FF).contains(code)
    else { return nil }
    return Unicode.Scalar(code).map { String(Character($0)) }
  }

  private func style(of properties: Int?, isItem: Bool) -> Style {
    let plain = Style.role(isItem ? .listItem : .paragraph)
    guard let properties else { return plain }
    let children = tree.children(of: properties)
    let id = children.first { tree.nodes[$0].name == "pStyle" }.flatMap { tree.value(of: "val", at: $0) } ?? ""
    let name = styles.name(of: id)
    if name == "title" { return .title }
    if name == "subtitle" { return .heading(level: 2) }
    if name.hasPrefix("heading") { return .heading(level: name.last?.wholeNumberValue ?? 1) }
    if name.contains("quote") { return .role(.quotation) }
    if name == "caption" { return .role(.caption) }
    let isNumbered = children.contains { tree.nodes[$0].name == "numPr" } || styles.isList(id)
    if isNumbered || name.hasPrefix("list ") { return .role(.listItem) }
    return plain
  }

  /// Adds the text as a field of an article, and its blocks.
  func add(to builder: inout ArticleBuilder) {
    let field = builder.addField("text", bytes: text)
    let headline =
      blocks.firstIndex { $0.style == .title } ?? blocks.firstIndex { $0.style == .heading(level: 1) }
    var isFirst = true
    for (index, block) in blocks.enumerated() {
      if isFirst, headline == nil, readFirstLineForm(block.range, of: text, field: field, into: &builder) {
        isFirst = false
        continue
      }
      isFirst = false
      switch block.style {
      case .title where index == headline, .heading where index == headline:
        builder.addBlock(.headline, field: field, bytes: block.range)
      case .title, .heading: builder.addBlock(.heading, field: field, bytes: block.range)
      case .role(let role): builder.addBlock(role, field: field, bytes: block.range)
      }
    }
  }
}
