/// A comparison of two expressions over the attributes of one fact, such as `income = price * sold`.
///
///     equation   = expression ("=" | "<" | "<=" | "≤" | ">" | ">=" | "≥") expression
///     expression = term { ("+" | "-" | "−") term }
///     term       = factor { ("*" | "×" | "·" | "/" | "÷") factor }
///     factor     = ["-" | "−"] ( number | name | name "(" expression { "," expression } ")" | "(" expression ")" )
///
/// Names are attributes of the fact, slots of a desk's own rule among them, and `published`, the day of publication.
public struct Equation: Sendable, Equatable {
  /// The equation as written.
  public let source: String
  /// The names that it uses, without those of functions, with where each stands in `source`, in scalars.
  public let names: [Name]
  let left: Expression
  let comparison: Comparison
  let right: Expression

  /// The name that stands for the day of publication.
  public static let publicationName = "published"
  /// The greatest length of an equation in scalars, and how deep its parentheses may go.
  static let greatestLength = 500
  static let greatestDepth = 20

  /// A name in an equation.
  public struct Name: Sendable, Equatable {
    /// The name.
    public var text: String
    /// Where it stands, in scalars.
    public var offset: Int
  }

  /// What an equation says of its two sides.
  enum Comparison: String, Sendable {
    case equal = "="
    case less = "<"
    case atMost = "≤"
    case greater = ">"
    case atLeast = "≥"

    /// The sign that says the opposite.
    var opposite: String {
      switch self {
      case .equal: "≠"
      case .less: "≥"
      case .atMost: ">"
      case .greater: "≤"
      case .atLeast: "<"
      }
    }
  }

  /// One side of an equation, or a piece of it.
  indirect enum Expression: Sendable, Equatable {
    case number(Rational)
    case name(String)
    case negative(Expression)
    case operation(Expression, Operator, Expression)
    case call(EquationFunction, [Expression])
  }

  /// What joins two expressions.
  enum Operator: String, Sendable {
    case plus = "+"
    case minus = "−"
    case times = "×"
    case over = "÷"
  }

  /// Why a text is no equation.
  public struct Fault: Error, Sendable, Equatable {
    /// What is wrong.
    public var message: String
    /// Where, in scalars of the text.
    public var offset: Int
  }

  /// Reads an equation.
  public init(parsing source: String) throws(Fault) {
    var parser = try EquationParser(source)
    let (left, comparison, right) = try parser.equation()
    (self.source, self.left, self.comparison, self.right) = (source, left, comparison, right)
    names = parser.names
  }
}

/// Reads equations by recursive descent.
private struct EquationParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  private(set) var names: [Equation.Name] = []

  init(_ source: String) throws(Equation.Fault) {
    scalars = Array(source.unicodeScalars)
    if scalars.count > Equation.greatestLength {
      throw Equation.Fault(
        message: "an equation has at most \(Equation.greatestLength) characters", offset: Equation.greatestLength)
    }
  }

  mutating func equation() throws(Equation.Fault) -> (Equation.Expression, Equation.Comparison, Equation.Expression) {
    let left = try expression()
    skipSpaces()
    let start = position
    guard let comparison = comparison() else {
      throw fault("two sides are compared by =, <, ≤, > or ≥", at: start)
    }
    let right = try expression()
    skipSpaces()
    if position < scalars.count {
      let next = position
      if self.comparison() != nil { throw fault("an equation compares two sides, not three", at: next) }
      throw fault("\"\(scalars[next])\" cannot stand here", at: next)
    }
    return (left, comparison, right)
  }

  private mutating func comparison() -> Equation.Comparison? {
    guard let sign = take(where: { "=<>≤≥".unicodeScalars.contains($0) }) else { return nil }
    switch sign {
    case "≤": return .atMost
    case "≥": return .atLeast
    case "<": return take(where: { $0 == "=" }) == nil ? .less : .atMost
    case ">": return take(where: { $0 == "=" }) == nil ? .greater : .atLeast
    default: return .equal
    }
  }

  private mutating func expression() throws(Equation.Fault) -> Equation.Expression {
    var result = try term()
    while true {
      skipSpaces()
      guard let sign = take(where: { "+-−".unicodeScalars.contains($0) }) else { return result }
      result = .operation(result, sign == "+" ? .plus : .minus, try term())
    }
  }

  private mutating func term() throws(Equation.Fault) -> Equation.Expression {
    var result = try factor()
    while true {
      skipSpaces()
      guard let sign = take(where: { "*×·/÷".unicodeScalars.contains($0) }) else { return result }
      result = .operation(result, "/÷".unicodeScalars.contains(sign) ? .over : .times, try factor())
    }
  }

  private mutating func factor() throws(Equation.Fault) -> Equation.Expression {
    skipSpaces()
    depth += 1
    defer { depth -= 1 }
    if depth > Equation.greatestDepth { throw fault("the equation is nested too deeply", at: position) }
    if take(where: { $0 == "-" || $0 == "−" }) != nil { return .negative(try factor()) }
    let start = position
    if take(where: { $0 == "(" }) != nil {
      let inner = try expression()
      try close(start)
      return inner
    }
    if position < scalars.count, isDigit(scalars[position]) { return .number(try number()) }
    guard let name = name() else {
      throw fault(
        position < scalars.count
          ? "\"\(scalars[position])\" is neither a number nor a name" : "a number or a name is missing", at: position)
    }
    skipSpaces()
    guard take(where: { $0 == "(" }) != nil else {
      names.append(Equation.Name(text: name, offset: start))
      return .name(name)
    }
    return try call(name, at: start)
  }

  private mutating func call(_ name: String, at start: Int) throws(Equation.Fault) -> Equation.Expression {
    guard let function = EquationFunction(rawValue: name) else {
      let known = EquationFunction.allCases.map(\.rawValue).sorted().joined(separator: ", ")
      throw fault("there is no function \"\(name)\"; known are \(known)", at: start)
    }
    var arguments: [Equation.Expression] = []
    repeat {
      arguments.append(try expression())
      skipSpaces()
    } while take(where: { $0 == "," }) != nil
    try close(start)
    guard function.arity.contains(arguments.count) else {
      throw fault("\(name) takes \(function.arityText), not \(arguments.count)", at: start)
    }
    return .call(function, arguments)
  }

  private mutating func close(_ start: Int) throws(Equation.Fault) {
    skipSpaces()
    if take(where: { $0 == ")" }) == nil { throw fault("a parenthesis is not closed", at: start) }
  }

  private mutating func number() throws(Equation.Fault) -> Rational {
    let start = position
    while position < scalars.count, isDigit(scalars[position]) || scalars[position] == "." { position += 1 }
    let text = ascii(start..<position)
    guard let figure = DecimalFigure(text.utf8) else { throw fault("\"\(text)\" is no number that fits", at: start) }
    return figure.value
  }

  private mutating func name() -> String? {
    let start = position
    while position < scalars.count, isLetter(scalars[position]) || (position > start && isDigit(scalars[position])) {
      position += 1
    }
    return position > start ? ascii(start..<position) : nil
  }

  /// The text of some scalars, all of which are ASCII.
  private func ascii(_ range: Range<Int>) -> String {
    String(decoding: scalars[range].map { UInt8(truncatingIfNeeded: $0.value) }, as: UTF8.self)
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }

  private mutating func skipSpaces() {
    while position < scalars.count, scalars[position] == " " { position += 1 }
  }

  private mutating func take(where isWanted: (Unicode.Scalar) -> Bool) -> Unicode.Scalar? {
    guard position < scalars.count, isWanted(scalars[position]) else { return nil }
    defer { position += 1 }
    return scalars[position]
  }

  private func fault(_ message: String, at offset: Int) -> Equation.Fault {
    Equation.Fault(message: message, offset: offset)
  }
}
