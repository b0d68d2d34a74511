/// The pairs of emphasis marks in a text, by CommonMark's delimiter algorithm.
struct MarkdownEmphasis {
  /// What stands beside a run of marks.
  enum Neighbour: Equatable {
    case space, punctuation, other

    /// Classes the one scalar that the bytes are.
    init(_ bytes: ArraySlice<UInt8>) {
      if bytes.count == 1, let byte = bytes.first {
        self = byte <= 0x20 ? .space : isASCIIPunctuation(byte) ? .punctuation : .other
        return
      }
      let properties = String(decoding: bytes, as: UTF8.self).unicodeScalars.first?.properties
      switch properties?.generalCategory {
      case .spaceSeparator, .lineSeparator, .paragraphSeparator: self = .space
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
        .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
        self = .punctuation
      default: self = .other
      }
    }
  }

  /// A run of one mark.
  struct Delimiter {
    let mark: UInt8
    /// Where what is left of the run begins, and how many marks are left.
    var start: Int
    var count: Int
    let length: Int
    let canOpen: Bool
    let canClose: Bool

    init(mark: UInt8, range: Range<Int>, before: Neighbour, after: Neighbour) {
      self.mark = mark
      start = range.lowerBound
      count = range.count
      length = range.count
      let isLeftFlanking = after == .other || after == .punctuation && before != .other
      let isRightFlanking = before == .other || before == .punctuation && after != .other
      // An underscore inside a word is part of it.
      let isUnderscore = mark == UInt8(ascii: "_")
      canOpen = isLeftFlanking && (!isUnderscore || !isRightFlanking || before == .punctuation)
      canClose = isRightFlanking && (!isUnderscore || !isLeftFlanking || after == .punctuation)
    }
  }

  /// A text that a pair of marks sets off.
  struct Span {
    /// What is between the marks.
    var content: Range<Int>
    /// Whether the marks are double, or else single.
    var isStrong: Bool
  }

  /// The marks that are paired, to be left out.
  private(set) var marks: [Range<Int>] = []
  /// What the pairs set off, in the order in which they close.
  private(set) var spans: [Span] = []

  private var delimiters: [Delimiter]
  /// The runs that may still open something.
  private var openers: [Int] = []
  /// For each kind of closer, the run up to which nothing opens it.
  private var barren = [Int](repeating: -1, count: 18)

  init(of delimiters: [Delimiter]) {
    self.delimiters = delimiters
    for index in delimiters.indices {
      while self.delimiters[index].canClose, self.delimiters[index].count > 0, pair(index) {}
      let left = self.delimiters[index]
      if left.canOpen, left.count > 0 { openers.append(index) }
    }
  }

  /// Pairs a closing run with the nearest run that may open it; false where there is none.
  private mutating func pair(_ closing: Int) -> Bool {
    let closer = delimiters[closing]
    let kind = Self.kind(of: closer)
    for position in openers.indices.reversed() {
      let opening = openers[position]
      if opening <= barren[kind] { break }
      let opener = delimiters[opening]
      guard opener.mark == closer.mark, !Self.isAmbiguous(opener, closer) else { continue }
      let used = opener.count >= 2 && closer.count >= 2 ? 2 : 1
      delimiters[opening].count -= used
      let openerEnd = opener.start + opener.count
      marks.append(openerEnd - used..<openerEnd)
      marks.append(closer.start..<closer.start + used)
      spans.append(Span(content: openerEnd..<closer.start, isStrong: used == 2))
      delimiters[closing].start += used
      delimiters[closing].count -= used
      openers.removeSubrange((delimiters[opening].count == 0 ? position : position + 1)...)
      return true
    }
    barren[kind] = openers.last ?? barren[kind]
    return false
  }

  private static func kind(of closer: Delimiter) -> Int {
    let mark = closer.mark == UInt8(ascii: "*") ? 0 : closer.mark == UInt8(ascii: "_") ? 1 : 2
    return mark * 6 + (closer.canOpen ? 3 : 0) + closer.length % 3
  }

  /// CommonMark's rule of three, for runs that could be either end.
  private static func isAmbiguous(_ opener: Delimiter, _ closer: Delimiter) -> Bool {
    (opener.canClose || closer.canOpen) && (opener.length + closer.length).isMultiple(of: 3)
      && !(opener.length.isMultiple(of: 3) && closer.length.isMultiple(of: 3))
  }
}
