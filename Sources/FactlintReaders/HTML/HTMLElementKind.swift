/// What the name of an HTML element tells of how a page is parsed.
struct HTMLElementKind: OptionSet {
  let rawValue: UInt32

  /// Elements that have no content.
  static let void = HTMLElementKind(rawValue: 1 << 0)
  /// Elements whose content holds no tags.
  static let rawText = HTMLElementKind(rawValue: 1 << 1)
  /// Elements that may stand in the head.
  static let inHead = HTMLElementKind(rawValue: 1 << 2)
  /// Elements that a start or end tag of what stands in them does not reach beyond.
  static let scope = HTMLElementKind(rawValue: 1 << 3)
  /// Elements before which a paragraph ends.
  static let endsParagraph = HTMLElementKind(rawValue: 1 << 4)
  /// Elements that run on with the text around them.
  static let formatting = HTMLElementKind(rawValue: 1 << 5)
  static let tablePart = HTMLElementKind(rawValue: 1 << 6)
  static let heading = HTMLElementKind(rawValue: 1 << 7)
  /// SVG and MathML, in which other rules hold.
  static let foreign = HTMLElementKind(rawValue: 1 << 8)
  static let html = HTMLElementKind(rawValue: 1 << 9)
  static let head = HTMLElementKind(rawValue: 1 << 10)
  static let body = HTMLElementKind(rawValue: 1 << 11)
  static let paragraph = HTMLElementKind(rawValue: 1 << 12)
  /// A list, and an item of one.
  static let list = HTMLElementKind(rawValue: 1 << 13)
  static let item = HTMLElementKind(rawValue: 1 << 14)
  /// A list of terms, and a term or what it means.
  static let terms = HTMLElementKind(rawValue: 1 << 15)
  static let term = HTMLElementKind(rawValue: 1 << 16)
  static let option = HTMLElementKind(rawValue: 1 << 17)
  static let table = HTMLElementKind(rawValue: 1 << 18)
  /// A group of rows, a row and a cell.
  static let rows = HTMLElementKind(rawValue: 1 << 19)
  static let row = HTMLElementKind(rawValue: 1 << 20)
  static let cell = HTMLElementKind(rawValue: 1 << 21)
  static let link = HTMLElementKind(rawValue: 1 << 22)

  /// How many kinds can be told apart.
  static let bitCount = 23
  /// Elements whose end tag may be left out, or is supplied before the next of their kind.
  static let mayLackEnd: HTMLElementKind = [.head, .paragraph, .item, .term, .rows, .row, .cell, .link]

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The kind of an element by its name in small letters.
  init(of name: String) {
    self = Self.names.reduce(into: []) { kind, entry in
      if entry.names.contains(name) { kind.formUnion(entry.kind) }
    }
  }

  private static let names: [(kind: HTMLElementKind, names: Set<String>)] = [
    (
      .void,
      [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
      ]
    ),
    (.rawText, ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"]),
    (
      .inHead,
      [
        "base", "basefont", "bgsound", "head", "html", "link", "meta", "noscript", "script", "style", "template",
        "title",
      ]
    ),
    (
      .scope,
      ["applet", "button", "caption", "html", "marquee", "object", "table", "td", "template", "th"]
    ),
    (
      .endsParagraph,
      [
        "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
        "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
      ]
    ),
    (
      .formatting,
      [
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
        "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
        "var",
      ]
    ),
    (.tablePart, ["caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"]),
    (.heading, ["h1", "h2", "h3", "h4", "h5", "h6"]),
    (.foreign, ["svg", "math"]),
    (.html, ["html"]), (.head, ["head"]), (.body, ["body"]), (.paragraph, ["p"]), (.list, ["ul", "ol", "menu"]),
    (.item, ["li"]), (.terms, ["dl"]), (.term, ["dd", "dt"]), (.option, ["option", "optgroup"]), (.table, ["table"]),
    (.rows, ["tbody", "thead", "tfoot"]), (.row, ["tr"]), (.cell, ["td", "th"]), (.link, ["a"]),
  ]
}
