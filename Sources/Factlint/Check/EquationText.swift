/// An equation of one fact as people read it: the article's own numbers in the place of names.
struct EquationText {
  let fact: Fact
  let context: CheckContext

  /// How tightly a piece of arithmetic holds together; a looser one inside a tighter one takes parentheses.
  private enum Tightness: Int {
    case sum, product, single
  }

  private struct Piece {
    var text: String
    var tightness: Tightness
    var isNegative = false
  }

  /// How many significant digits a computed number is told with.
  private static let significantDigits = 4

  /// The equation with its numbers, and what a computed side comes to: "60 ≠ 45 × (100 + 29) ÷ 100 = 58.05".
  func working(of equation: Equation, _ left: EquationValue, _ right: EquationValue, isAgreed: Bool) -> String {
    func side(_ expression: Equation.Expression, _ value: EquationValue, isLast: Bool) -> String {
      let text = piece(expression)
      let written = text.isNegative ? "−\(text.text)" : text.text
      if isAgreed || isPlain(expression) { return written }
      let result = numbers(value)
      if result == written { return written }
      return isLast ? "\(written) = \(result)" : "\(result) = \(written)"
    }
    let sign = isAgreed ? equation.comparison.rawValue : equation.comparison.opposite
    return side(equation.left, left, isLast: false) + " \(sign) " + side(equation.right, right, isLast: true)
  }

  /// What a side comes to: the article's words for one name, or else the number.
  func result(of expression: Equation.Expression, _ value: EquationValue) -> String {
    if case .name(let name) = expression { return self.value(of: name) }
    return numbers(value)
  }

  /// What an attribute says, as the text has it.
  func value(of name: String) -> String {
    if let range = fact.slotRanges[name], !isFactor(name) { return context.text(range) }
    if name == Equation.publicationName { return context.document.date?.day.description ?? "" }
    if case .count(let count) = fact.value, name == "amount" { return context.text(count.number) }
    switch fact.attribute(name, in: context.document) {
    case .number(let interval): return Self.text(of: interval)
    case let attribute: return attribute?.text ?? ""
    }
  }

  /// Whether a slot stands for the number that a word list gives for its word.
  private func isFactor(_ name: String) -> Bool {
    if case .symbol(let text)? = fact.attribute(name, in: context.document) {
      DecimalFigure(text.utf8) != nil
    } else {
      false
    }
  }

  private func isPlain(_ expression: Equation.Expression) -> Bool {
    switch expression {
    case .number, .name: true
    case .negative(let inner): isPlain(inner)
    case .operation: false
    case .call(let function, let arguments):
      [.about, .margin, .first].contains(function) && arguments.first.map(isPlain) == true
    }
  }

  // MARK: Expressions

  private func piece(_ expression: Equation.Expression) -> Piece {
    switch expression {
    case .number(let number): return single(number.formatted())
    case .name(let name):
      let text = value(of: name)
      if text.hasPrefix("-") { return Piece(text: String(text.dropFirst()), tightness: .single, isNegative: true) }
      return single(text)
    case .negative(let inner):
      var piece = tightened(self.piece(inner), to: .product)
      piece.isNegative.toggle()
      return piece
    case .operation(let one, let sign, let other): return operation(piece(one), sign, piece(other))
    case .call(let function, let arguments): return call(function, arguments)
    }
  }

  private func operation(_ one: Piece, _ sign: Equation.Operator, _ other: Piece) -> Piece {
    switch sign {
    case .plus, .minus:
      let minus = (sign == .minus) != other.isNegative
      var right = other
      right.isNegative = false
      right = minus ? tightened(right, to: .product) : right
      let left = one.isNegative ? "−\(one.text)" : one.text
      return Piece(text: "\(left) \(minus ? "−" : "+") \(right.text)", tightness: .sum)
    case .times, .over:
      let isNegative = one.isNegative != other.isNegative
      // A factor that only says the direction is told by the sign.
      if sign == .times, one.text == "1" {
        return Piece(text: other.text, tightness: other.tightness, isNegative: isNegative)
      }
      if other.text == "1" { return Piece(text: one.text, tightness: one.tightness, isNegative: isNegative) }
      let left = tightened(one, to: .product).text
      let right = tightened(other, to: sign == .over ? .single : .product).text
      return Piece(text: "\(left) \(sign.rawValue) \(right)", tightness: .product, isNegative: isNegative)
    }
  }

  private func call(_ function: EquationFunction, _ arguments: [Equation.Expression]) -> Piece {
    let present = arguments.filter { argument in
      if function.skipsAbsent, case .name(let name) = argument { value(of: name) != "" } else { true }
    }
    let pieces = present.map(piece)
    switch function {
    case .about, .first, .margin: return pieces.first ?? single("")
    case .count: return single(String(present.count))
    case .sum, .mean:
      guard let first = pieces.first else { return single("") }
      let sum = pieces.dropFirst().reduce(first) { operation($0, .plus, $1) }
      return function == .sum ? sum : operation(sum, .over, single(String(present.count)))
    default:
      return single(
        "\(function.rawValue)(\(pieces.map { ($0.isNegative ? "−" : "") + $0.text }.joined(separator: ", ")))")
    }
  }

  private func single(_ text: String) -> Piece { Piece(text: text, tightness: .single) }

  private func tightened(_ piece: Piece, to tightness: Tightness) -> Piece {
    if piece.tightness.rawValue >= tightness.rawValue { return piece }
    return Piece(text: "(\(piece.text))", tightness: .single, isNegative: piece.isNegative)
  }

  // MARK: Numbers

  private func numbers(_ value: EquationValue) -> String {
    var texts: [String] = []
    for reading in value.readings {
      let text = value.axis == .day ? Self.day(of: reading.value) : Self.text(of: reading.value)
      if !texts.contains(text) { texts.append(text) }
    }
    return texts.joined(separator: " or ")
  }

  private static func day(of interval: Interval) -> String {
    func text(_ bound: Bound?) -> String {
      bound.flatMap { CivilDate(daysSinceEpoch: $0.value.floor)?.description } ?? ".."
    }
    return interval.onlyValue == nil ? "\(text(interval.lower))/\(text(interval.upper))" : text(interval.lower)
  }

  /// A number, or the ends between which it lies, to a few significant digits.
  private static func text(of interval: Interval) -> String {
    if let only = interval.onlyValue { return only.isInteger ? only.formatted() : rounded(only) }
    switch (interval.lower, interval.upper) {
    case (let low?, let high?):
      let (first, last) = (rounded(low.value), rounded(high.value))
      return first == last ? first : "\(first) to \(last)"
    case (let low?, nil): return "≥ \(rounded(low.value))"
    case (nil, let high?): return "≤ \(rounded(high.value))"
    case (nil, nil): return interval.description
    }
  }

  private static func rounded(_ number: Rational) -> String {
    var magnitude = number.magnitude
    var exponent = 0
    while let less = magnitude.scaled(byPowerOfTen: -1), less >= 1, exponent < 18 {
      magnitude = less
      exponent += 1
    }
    while magnitude < 1, magnitude != 0, let more = magnitude.scaled(byPowerOfTen: 1), exponent > -18 {
      magnitude = more
      exponent -= 1
    }
    let shift = significantDigits - 1 - exponent
    guard shift > 0 || !number.isInteger,
      let digits = number.scaled(byPowerOfTen: Swift.max(shift, 0)),
      let result = Rational(digits.rounded).scaled(byPowerOfTen: -Swift.max(shift, 0))
    else { return number.formatted() }
    return result.formatted()
  }
}
