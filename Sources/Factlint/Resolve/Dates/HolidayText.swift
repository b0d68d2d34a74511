extension HolidayRule {
  /// Reads how a word list tells a holiday: "fixed 12 25", "nth 4 4 11 0", "after 1 5 18", "easter -2", "orthodox 0".
  init?(_ text: String) {
    let parts = text.split(separator: " ")
    let numbers = parts.dropFirst().compactMap { Int($0) }
    guard let name = parts.first, numbers.count == parts.count - 1 else { return nil }
    switch (name, numbers.count) {
    case ("fixed", 2): self = .fixed(month: numbers[0], day: numbers[1])
    case ("nth", 4):
      guard let weekday = Weekday(rawValue: numbers[0]) else { return nil }
      self = .weekday(weekday, numbers[1], month: numbers[2], offset: numbers[3])
    case ("after", 3):
      guard let weekday = Weekday(rawValue: numbers[0]) else { return nil }
      self = .weekdayOnOrAfter(weekday, month: numbers[1], day: numbers[2])
    case ("easter", 1): self = .easter(.gregorian, offset: numbers[0])
    case ("orthodox", 1): self = .easter(.julian, offset: numbers[0])
    default: return nil
    }
  }
}
