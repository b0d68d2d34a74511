extension CivilDate {
  /// The period of a unit some units later than the one in which the day lies; nil for units that have no name of
  /// their own in the calendar.
  func period(of unit: DateUnit, movedBy count: Int) -> PartialDate? {
    switch unit {
    case .day: return adding(days: count).map { PartialDate($0) }
    case .fortnight: return period(of: .week, movedBy: 2 * count)
    case .week: return adding(days: 7 * count).map { PartialDate($0.isoWeek) }
    case .weekend:
      return adding(days: 7 * count).map { day in
        var date = PartialDate(day.isoWeek)
        date.isWeekend = true
        return date
      }
    case .month: return adding(months: count).map { $0.unit(.month) }
    case .quarter:
      return adding(months: 3 * count).map { day in
        var date = day.unit(.year)
        date.quarter = (day.month - 1) / 3 + 1
        return date
      }
    case .year: return adding(years: count).map { $0.unit(.year) }
    case .decade: return adding(years: 10 * count).map { PartialDate(decade: $0.year / 10) }
    case .century: return adding(years: 100 * count).map { PartialDate(century: $0.year / 100) }
    case .hour, .minute, .second: return nil
    }
  }

  /// The year or month in which the day lies.
  private func unit(_ granularity: Granularity) -> PartialDate {
    var date = PartialDate(self)
    date.day = nil
    if granularity == .year { date.month = nil }
    return date
  }
}

extension PartialDate {
  /// Any day of the stated period, from which units at least as coarse can be counted.
  var someDay: CivilDate? { date ?? days?.first }

  /// Whether the date is at least as fine as a unit, so that units of it can be counted from it.
  func isAtLeastAsFine(as unit: DateUnit) -> Bool {
    guard let granularity else { return false }
    return granularity <= max(unit.granularity, .day)
  }
}
