/// A pair of marks between which a language quotes.
public struct QuotationMarks: Sendable, Hashable {
  let opening: Mark
  let closing: Mark

  /// Takes the two marks as written, such as `“` and `”`; nil where one is no quotation mark.
  ///
  /// The marks are those of Unicode's Pi and Pf classes with `"`, `'`, `„`, `‚`, and the doubled ASCII marks ` `` ` and
  /// `''` of old newswires. A closing `’` is the same as `'`, which clean text has for it.
  public init?(opening: String, closing: String) {
    guard let opening = Mark(written: opening), let closing = Mark(written: closing) else { return nil }
    self.opening = opening
    self.closing = closing
  }

  private init(_ opening: Mark, _ closing: Mark) {
    self.opening = opening
    self.closing = closing
  }

  /// Curly and straight, double and single marks as English uses them, with the doubled ASCII marks of newswires.
  public static let common: [QuotationMarks] = [
    QuotationMarks(.leftDouble, .rightDouble), QuotationMarks(.straightDouble, .straightDouble),
    QuotationMarks(.leftSingle, .apostrophe), QuotationMarks(.apostrophe, .apostrophe),
    QuotationMarks(.doubleGrave, .doubleApostrophe), QuotationMarks(.doubleApostrophe, .doubleApostrophe),
  ]

  /// A quotation mark of any language.
  enum Mark: UInt8, CaseIterable {
    case straightDouble, apostrophe, leftDouble, rightDouble, lowDouble, reversedDouble, leftSingle, reversedSingle
    case lowSingle, leftGuillemet, rightGuillemet, leftAngle, rightAngle, doubleGrave, doubleApostrophe

    init?(written: String) {
      switch written {
      case "\"": self = .straightDouble
      case "'", "\u{2019}": self = .apostrophe
      case "\u{201C}": self = .leftDouble
      case "\u{201D}": self = .rightDouble
      case "\u{201E}": self = .lowDouble
      case "\u{201F}": self = .reversedDouble
      case "\u{2018}": self = .leftSingle
      case "\u{201B}": self = .reversedSingle
      case "\u{201A}": self = .lowSingle
      case "\u{AB}": self = .leftGuillemet
      case "\u{BB}": self = .rightGuillemet
      case "\u{2039}": self = .leftAngle
      case "\u{203A}": self = .rightAngle
      case "``": self = .doubleGrave
      case "''": self = .doubleApostrophe
      default: return nil
      }
    }

    /// The set with this mark alone.
    var bit: UInt16 { 1 << UInt16(rawValue) }

    /// The number of bytes that the mark has in clean text.
    var width: Int {
      switch self {
      case .straightDouble, .apostrophe: 1
      case .leftGuillemet, .rightGuillemet, .doubleGrave, .doubleApostrophe: 2
      default: 3
      }
    }

    /// Whether it is a single mark that can be taken for an apostrophe.
    var isSingle: Bool { self == .apostrophe || self == .leftSingle || self == .reversedSingle }
  }
}

/// The marks of a language as the scanner asks of them.
struct QuotationMarkTable: Sendable {
  /// The marks that can open a quotation.
  let opening: UInt16
  /// The marks that can close one.
  let closing: UInt16
  /// For each mark, those that close what it opened.
  private let closers: [UInt16]

  init(_ pairs: [QuotationMarks]) {
    var closers = Array(repeating: UInt16(0), count: QuotationMarks.Mark.allCases.count)
    for pair in pairs { closers[Int(pair.opening.rawValue)] |= pair.closing.bit }
    opening = pairs.reduce(0) { $0 | $1.opening.bit }
    closing = pairs.reduce(0) { $0 | $1.closing.bit }
    // Careless typing opens with one double mark and closes with another.
    let doubles: [QuotationMarks.Mark] = [.straightDouble, .leftDouble, .doubleGrave, .doubleApostrophe]
      .filter { closers[Int($0.rawValue)] != 0 }
    let anyDouble = doubles.reduce(0) { $0 | closers[Int($1.rawValue)] }
    for mark in doubles { closers[Int(mark.rawValue)] = anyDouble }
    self.closers = closers
  }

  func closers(of mark: QuotationMarks.Mark) -> UInt16 { closers[Int(mark.rawValue)] }
}
