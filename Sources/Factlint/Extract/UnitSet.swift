/// Units of rules as a set that costs nothing to ask.
struct UnitSet: OptionSet {
  let rawValue: UInt8

  static let sentence = UnitSet(rawValue: 1)
  static let statement = UnitSet(rawValue: 2)
  static let paragraph = UnitSet(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ unit: FactRule.Unit) {
    switch unit {
    case .sentence: self = .sentence
    case .statement: self = .statement
    case .paragraph: self = .paragraph
    }
  }
}
