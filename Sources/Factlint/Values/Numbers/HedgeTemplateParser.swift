/// Why a text is not a hedge template, and where.
public struct HedgeTemplateError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable, CaseIterable {
    /// The text does not begin with `[` or `(`.
    case expectedOpeningBracket
    /// Where an end should stand there is no `x`, number or infinity.
    case expectedEnd
    /// No comma follows the lower end.
    case expectedComma
    /// No `]` or `)` follows the upper end.
    case expectedClosingBracket
    /// More text follows the template.
    case trailingText
    /// A number does not fit or is not in plain decimals.
    case badNumber
    /// A multiple of the stated number is 0 or negative.
    case factorNotPositive
    /// An infinite end has a square bracket, as if it could be attained.
    case closedInfinity
    /// An infinite end is marked vague.
    case vagueInfinity
    /// `∞` stands as the lower or `-∞` as the upper end.
    case infinityOnWrongSide
    /// The lower end is above the upper, or they leave nothing between them.
    case empty
  }

  /// What is wrong.
  public let reason: Reason

  /// Where: an offset in bytes of UTF-8 from the beginning of the text.
  public let offset: Int
}

extension HedgeTemplateError: CustomStringConvertible {
  /// One sentence for the author of a lexicon.
  public var description: String {
    let message =
      switch reason {
      case .expectedOpeningBracket: "expected [ or ( at the beginning of a hedge's interval"
      case .expectedEnd: "expected x, a multiple such as 0.9x, a number, ∞ or -∞"
      case .expectedComma: "expected a comma between the ends"
      case .expectedClosingBracket: "expected ] or ) after the upper end"
      case .trailingText: "unexpected text after the interval"
      case .badNumber: "not a plain decimal number, or too large"
      case .factorNotPositive: "the multiple of x must be positive"
      case .closedInfinity: "an infinite end needs a round bracket"
      case .vagueInfinity: "an infinite end cannot be vague"
      case .infinityOnWrongSide: "the lower end cannot be ∞, nor the upper end -∞"
      case .empty: "the lower end must be below the upper"
      }
    return "\(message) (byte \(offset))"
  }
}

/// A reader of the notation of ``HedgeTemplate``, one byte after another.
struct HedgeTemplateParser {
  private typealias End = HedgeTemplate.End
  private typealias Term = HedgeTemplate.Term

  private let bytes: [UInt8]
  private var offset = 0

  private static let infinity = Array("∞".utf8)

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  mutating func template() throws(HedgeTemplateError) -> (lower: HedgeTemplate.End?, upper: HedgeTemplate.End?) {
    skipSpaces()
    let start = offset
    let lowerIsClosed = try bracket("[", "(", .expectedOpeningBracket)
    skipSpaces()
    let lower = try end(isClosed: lowerIsClosed, bracket: start, isLower: true)
    skipSpaces()
    guard take(",") else { throw error(.expectedComma) }
    skipSpaces()
    let upperOffset = offset
    let upperWithoutBracket = try end(isClosed: nil, bracket: offset, isLower: false)
    skipSpaces()
    let bracketOffset = offset
    let upperIsClosed = try bracket("]", ")", .expectedClosingBracket)
    if upperWithoutBracket == nil, upperIsClosed {
      throw HedgeTemplateError(reason: .closedInfinity, offset: bracketOffset)
    }
    skipSpaces()
    guard offset == bytes.count else { throw error(.trailingText) }
    var upper = upperWithoutBracket
    upper?.isClosed = upperIsClosed
    if Self.isEmpty(lower, upper) { throw HedgeTemplateError(reason: .empty, offset: upperOffset) }
    return (lower, upper)
  }

  /// Whether two ends of one kind are in the wrong order; a constant and a multiple can be in either.
  private static func isEmpty(_ lower: End?, _ upper: End?) -> Bool {
    guard let lower, let upper else { return false }
    switch (lower.term, upper.term) {
    case (.constant(let a), .constant(let b)), (.multiple(let a), .multiple(let b)):
      return b < a || (a == b && !(lower.isClosed && upper.isClosed))
    default:
      return false
    }
  }

  /// Reads an end; `isClosed` is nil where its bracket is still to come.
  private mutating func end(
    isClosed: Bool?, bracket: Int, isLower: Bool
  ) throws(HedgeTemplateError) -> HedgeTemplate.End? {
    let start = offset
    let isFirm = !take("~")
    let signOffset = offset
    let isNegative = take("-")
    if bytes[offset...].starts(with: Self.infinity) {
      if !isFirm { throw HedgeTemplateError(reason: .vagueInfinity, offset: start) }
      if isNegative != isLower { throw HedgeTemplateError(reason: .infinityOnWrongSide, offset: start) }
      if isClosed == true { throw HedgeTemplateError(reason: .closedInfinity, offset: bracket) }
      offset += Self.infinity.count
      return nil
    }
    let digits = bytes[offset...].prefix {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
    }
    offset += digits.count
    let isMultiple = take("x")
    guard isMultiple || !digits.isEmpty else { throw HedgeTemplateError(reason: .expectedEnd, offset: signOffset) }
    var number: Rational = 1
    if !digits.isEmpty {
      guard let read = Rational(decimal: digits) else {
        throw HedgeTemplateError(reason: .badNumber, offset: signOffset)
      }
      number = read
    }
    if isNegative { number = -number }
    if isMultiple, number <= 0 { throw HedgeTemplateError(reason: .factorNotPositive, offset: signOffset) }
    return End(
      term: isMultiple ? .multiple(of: number) : .constant(number), isClosed: isClosed ?? false, isFirm: isFirm)
  }

  /// Reads one of two brackets, and returns whether it is the square one.
  private mutating func bracket(
    _ square: Unicode.Scalar, _ round: Unicode.Scalar, _ reason: HedgeTemplateError.Reason
  ) throws(HedgeTemplateError) -> Bool {
    if take(square) { return true }
    guard take(round) else { throw error(reason) }
    return false
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: scalar) else { return false }
    offset += 1
    return true
  }

  private mutating func skipSpaces() {
    while take(" ") {}
  }

  private func error(_ reason: HedgeTemplateError.Reason) -> HedgeTemplateError {
    HedgeTemplateError(reason: reason, offset: offset)
  }
}
