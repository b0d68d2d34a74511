/// Reads a time of the clock, with its zone where one is stated, as minutes since midnight.
struct ClockReader {
  let words: PackWords

  /// The name of the word list of halves of the day: `am` and `pm`.
  static let meridiemLexicon = "meridiem"
  /// The name of the word list of hours by name.
  static let hourLexicon = "clock-word"
  /// The name of the word list of zones: how far each is ahead of UTC in minutes, or each of those that it may be.
  static let zoneLexicon = "zone-offset"

  /// The minutes since midnight, of UTC where a zone is stated, in each reading; nil for what is no time of the clock.
  ///
  /// With a zone they may be less than 0 or more than a day has. An hour up to 12 without its half of the day has both.
  func minutes(_ text: String) -> [Reading<Interval>]? {
    var rest = text[...]
    guard var minutes = clock(&rest) else { return nil }
    var zone = rest.trimmed
    for count in [3, 2, 1] {
      let parts = zone.split(separator: " ", omittingEmptySubsequences: true)
      guard parts.count >= count else { continue }
      let word = parts.prefix(count).joined(separator: " ")
      guard let half = words.value(of: word, in: Self.meridiemLexicon) else { continue }
      guard let first = minutes.first, first < 13 * 60 else { return nil }
      minutes = [first % 720 + (half == "pm" ? 720 : 0)]
      zone = parts.dropFirst(count).joined(separator: " ")[...].trimmed
      break
    }
    var offsets = [0]
    if !zone.isEmpty {
      guard let value = words.value(of: String(zone), in: Self.zoneLexicon) else { return nil }
      offsets = value.split(separator: " ").compactMap { Int($0) }
    }
    let readings = minutes.flatMap { minute in offsets.map { Reading(Interval(Rational(minute - $0))) } }
    return readings.isEmpty ? nil : readings
  }

  /// Takes the hour and minute off the beginning.
  private func clock(_ rest: inout Substring) -> [Int]? {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    if digits.isEmpty {
      let word = rest.prefix { $0 != "," && $0 != "(" }
      let first = word.split(separator: " ").first.map(String.init) ?? ""
      guard let hour = words.value(of: first, in: Self.hourLexicon).flatMap({ Int($0) }) else { return nil }
      rest = rest.dropFirst(first.count)
      return [hour % 24 * 60]
    }
    rest = rest.dropFirst(digits.count)
    guard let number = Int(digits) else { return nil }
    if digits.count >= 3 {
      let (hour, minute) = (number / 100, number % 100)
      return hour <= 24 && minute < 60 ? [hour * 60 + minute] : nil
    }
    var minute = 0
    if let mark = rest.first, mark == ":" || mark == "." {
      let figures = rest.dropFirst().prefix { ("0"..."9").contains($0) }
      if figures.count == 2, let value = Int(figures) {
        minute = value
        rest = rest.dropFirst(3)
      }
    }
    guard number <= 24, minute < 60 else { return nil }
    let isOpen = number <= 12 && digits.count == 1 || (10...12).contains(number)
    return isOpen ? [number * 60 + minute, (number % 12 + 12) * 60 + minute] : [number * 60 + minute]
  }
}

extension Substring {
  /// Without what stands around a zone: spaces, commas, parentheses.
  fileprivate var trimmed: Substring {
    let isEdge: (Character) -> Bool = { " ,()".contains($0) }
    let front = drop(while: isEdge)
    guard let last = front.lastIndex(where: { !isEdge($0) }) else { return "" }
    return front[...last]
  }
}
