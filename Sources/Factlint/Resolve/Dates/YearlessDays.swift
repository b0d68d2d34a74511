/// Days of months whose year nothing tells, beside one another: whichever year it is, it is the same.
///
/// They can be compared with each other and with nothing else. Two years stand for all, one of which has a leap day.
enum YearlessDays {
  private static let years = [2023, 2024]
  private static let variable = Assumption.Variable.other(id: -1)

  /// The days that a date without a year may be; nil for any other date.
  static func readings(of date: DateFact) -> [Reading<DayInterval>]? {
    guard let stated = date.stated.date, stated.year == nil, stated.day != nil, let month = stated.month else {
      return nil
    }
    let readings = years.compactMap { year -> Reading<DayInterval>? in
      PartialDate(year: year, month: month, day: stated.day).days.map {
        Reading($0, assuming: [Assumption(variable, year)])
      }
    }
    return readings.isEmpty ? nil : readings
  }

  /// Drops such days from the slots of a fact that has days of a known year too.
  static func dropUnlessAlone(from slots: inout [String: SlotValue]) {
    var yearless: [String] = []
    var hasOthers = false
    for (name, value) in slots {
      guard case .days(let readings) = value else { continue }
      if readings.allSatisfy({ $0.assumptions.contains { $0.variable == variable } }) {
        yearless.append(name)
      } else {
        hasOthers = true
      }
    }
    guard hasOthers || yearless.count < 2 else { return }
    for name in yearless { slots[name] = nil }
  }
}
