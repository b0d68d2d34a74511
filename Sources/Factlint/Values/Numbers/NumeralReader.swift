/// A word or figure of a written number, as a lexicon classifies it.
public enum NumeralToken: Hashable, Sendable {
  /// Digits: "5", "1.2".
  case digits(DecimalFigure)
  /// A number from 0 to 19 that stands for itself or after tens: "seven", "twelve".
  case unit(Int)
  /// 20, 30, … 90.
  case tens(Int)
  /// What multiplies the number before it, above 1: a dozen, hundred, thousand, lakh, million, crore.
  case multiplier(Int)
  /// The word that joins parts of a number.
  case and
  /// The word for 1/2.
  case half
  /// The article that stands for 1 before a multiplier: "a hundred".
  case a
}

/// A reader of number words and mixed forms such as "1.2 million", once a lexicon has classified the words.
///
/// It knows how a number is put together, and no language:
///
///     numeral = [a] half [a] multipliers                               half a million
///             | decimals [multipliers]                                 1.2 million
///             | group and [a] half [multipliers]                       three and a half million
///             | group multipliers and [a] half                         a million and a half
///             | group [multipliers { [and] group [multipliers] }]      a thousand and one
///     group   = digits [hundred] | a | (below hundred | a) [hundred [[and] below hundred]]
///
/// The multipliers of one group never fall ("hundred million", not "million hundred"), and each further group stays
/// below the multipliers before it, so "five six" and "a thousand two thousand" are not numbers.
public struct NumeralReader {
  private let tokens: [NumeralToken]
  private var index = 0

  private init(_ tokens: [NumeralToken]) {
    self.tokens = tokens
  }

  /// Returns the number that a sequence of tokens says from first to last, or nil where it says none.
  ///
  /// A half counts as one shown decimal: "three and a half million" is 3.5 million. A multiplier above a thousand
  /// after a single group is the scale of the number, so "two million" is as precise as "2 million", whereas hundreds
  /// and thousands are part of it: "two thousand" is 2,000. A number of several groups is taken as if written in
  /// digits.
  public static func read(_ tokens: [NumeralToken]) -> StatedNumber? {
    guard tokens.allSatisfy(isValid) else { return nil }
    var reader = NumeralReader(tokens)
    guard let number = reader.numeral(), reader.index == tokens.count else { return nil }
    return number
  }

  private static func isValid(_ token: NumeralToken) -> Bool {
    switch token {
    case .digits(let figure):
      figure.value >= 0 && figure.decimals >= 0 && (figure.decimals > 0 || figure.value.isInteger)
    case .unit(let n): (0...19).contains(n)
    case .tens(let n): (20...90).contains(n) && n.isMultiple(of: 10)
    case .multiplier(let n): n > 1
    case .and, .half, .a: true
    }
  }
}

// MARK: - Tokens

extension NumeralReader {
  private func peek(_ ahead: Int = 0) -> NumeralToken? {
    index + ahead < tokens.count ? tokens[index + ahead] : nil
  }

  private mutating func take(_ token: NumeralToken) -> Bool {
    guard peek() == token else { return false }
    index += 1
    return true
  }
}

// MARK: - Grammar

extension NumeralReader {
  private mutating func numeral() -> StatedNumber? {
    switch peek() {
    case .half: return halfForm()
    case .a where peek(1) == .half: return halfForm()
    case .digits(let figure) where figure.decimals > 0: return decimalForm(figure)
    default: return groups()
    }
  }

  /// "Half a million", "a half million", "half a dozen"; a half of nothing is not a number.
  private mutating func halfForm() -> StatedNumber? {
    _ = take(.a)
    guard take(.half) else { return nil }
    _ = take(.a)
    guard let scale = multipliers() else { return nil }
    return StatedNumber(.oneHalf, decimals: 1, scale: scale)
  }

  /// "1.2", "1.2 million", "1.5 hundred thousand".
  private mutating func decimalForm(_ figure: DecimalFigure) -> StatedNumber? {
    index += 1
    return StatedNumber(figure, scale: multipliers() ?? 1)
  }

  private mutating func groups() -> StatedNumber? {
    guard let first = group() else { return nil }
    if takeAndAHalf() {
      guard let figure = first.adding(.oneHalf) else { return nil }
      return StatedNumber(figure, decimals: 1, scale: multipliers(allowingHundred: false) ?? 1)
    }
    guard let factor = multipliers(allowingHundred: false) else { return StatedNumber(first) }
    guard first > 0, let leading = first.multiplied(by: factor) else { return nil }
    // Thousands are written out in digits, but larger multipliers stay words beside a figure, as in "2 million".
    let isScale = factor > 1000
    if index == tokens.count { return isScale ? StatedNumber(first, scale: factor) : StatedNumber(leading) }
    if takeAndAHalf() {
      guard let figure = first.adding(.oneHalf), let value = figure.multiplied(by: factor) else { return nil }
      return isScale ? StatedNumber(figure, decimals: 1, scale: factor) : StatedNumber(value)
    }
    return furtherGroups(after: leading, below: factor)
  }

  /// Reads what follows "two million" in "two million three hundred thousand and five".
  private mutating func furtherGroups(after leading: Rational, below factor: Rational) -> StatedNumber? {
    var total = leading
    var limit = factor
    while index < tokens.count {
      if take(.and), case .digits = peek() { return nil }
      // Nothing is added to dozens: "two dozen five" is two numbers.
      guard limit.isPowerOfTen, let group = group(), group > 0 else { return nil }
      let factor = multipliers(allowingHundred: false)
      guard let value = group.multiplied(by: factor ?? 1), value < limit, let sum = total.adding(value) else {
        return nil
      }
      total = sum
      guard let factor else { break }
      limit = factor
    }
    return StatedNumber(total)
  }

  /// Reads a number below a thousand, digits, or the article before a multiplier.
  private mutating func group() -> Rational? {
    var base: Int
    switch peek() {
    case .digits(let figure) where figure.decimals == 0:
      index += 1
      return take(.multiplier(100)) ? figure.value.multiplied(by: 100) : figure.value
    case .a:
      guard case .multiplier = peek(1) else { return nil }
      index += 1
      base = 1
    default:
      guard let small = belowHundred() else { return nil }
      base = small
    }
    guard take(.multiplier(100)) else { return Rational(base) }
    guard base > 0 else { return nil }
    base *= 100
    switch peek() == .and ? peek(1) : peek() {
    case .unit, .tens:
      _ = take(.and)
      guard let rest = belowHundred(), rest > 0 else { return nil }
      base += rest
    default: break
    }
    return Rational(base)
  }

  private mutating func belowHundred() -> Int? {
    switch peek() {
    case .unit(let n):
      index += 1
      return n
    case .tens(let n):
      index += 1
      guard case .unit(let ones) = peek(), (1...9).contains(ones) else { return n }
      index += 1
      return n + ones
    default:
      return nil
    }
  }

  /// Reads a run of multipliers that does not fall, or returns nil where there is none.
  ///
  /// A multiplier that breaks the run, or whose product does not fit, stays unread, so that the whole is no number.
  private mutating func multipliers(allowingHundred: Bool = true) -> Rational? {
    var product: Rational?
    var previous = 0
    while case .multiplier(let n) = peek(), n >= previous, allowingHundred || n != 100,
      let next = (product ?? 1).multiplied(by: Rational(n))
    {
      product = next
      previous = n
      index += 1
    }
    return product
  }

  /// Reads "and a half" or "and half".
  private mutating func takeAndAHalf() -> Bool {
    guard peek() == .and else { return false }
    let length = peek(1) == .half ? 2 : peek(1) == .a && peek(2) == .half ? 3 : 0
    index += length
    return length > 0
  }
}
