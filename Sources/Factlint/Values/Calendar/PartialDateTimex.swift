extension PartialDate {
  /// The value of the date in TIMEX3, after TimeML 1.2.1; what is not stated is `X`.
  ///
  /// "2023-01-26", "XXXX-01-26", "XXXX-WXX-5" for a bare Friday, "2023-W05-WE", "1998-Q2", "1998-SU", "199" for the
  /// 1990s, "19" for the 20th century, "BC0190", "FY2006", "2023-02-05T14:30", "2023-02-05TEV".
  public var timexValue: String {
    let date = dateValue
    guard hasTimeOfDay else { return date }
    return date + "T" + timeValue
  }

  private var eraPrefix: String { era == .beforeCommon ? "BC" : "" }

  private var yearValue: String {
    guard let year else { return eraPrefix + "XXXX" }
    // A year of the data that has no BC form, such as an astronomical one, is written by its size.
    return (isFiscal ? "FY" : eraPrefix) + Int(clamping: year.magnitude).padded(to: 4)
  }

  private var dateValue: String {
    if let month { return yearValue + "-" + month.timexPadded + dayValue }
    if let day { return "\(yearValue)-XX-\(day.timexPadded)" }
    if week != nil || isWeekend || weekday != nil {
      let suffix = isWeekend ? "-WE" : weekday.map { "-\($0.rawValue)" } ?? ""
      return "\(yearValue)-W\(week?.timexPadded ?? "XX")" + suffix
    }
    if let quarter { return "\(yearValue)-Q\(quarter)" }
    if let season { return "\(yearValue)-\(season.rawValue)" }
    if let half { return "\(yearValue)-H\(half)" }
    if unspecified == nil, year == nil, !hasTimeOfDay {
      if let decade { return eraPrefix + Int(clamping: decade.magnitude).padded(to: 3) }
      if let century { return eraPrefix + Int(clamping: century.magnitude).padded(to: 2) }
    }
    return yearValue + unspecifiedValue
  }

  /// What follows the month.
  private var dayValue: String {
    if let day { return "-" + day.timexPadded }
    return hasTimeOfDay || weekday != nil || (unspecified.map { $0 <= .day } ?? false) ? "-XX" : ""
  }

  /// What follows the year where no part of it is stated.
  private var unspecifiedValue: String {
    if hasTimeOfDay { return "-XX-XX" }
    switch unspecified {
    case .second, .minute, .hour, .partOfDay, .day: return "-XX-XX"
    case .weekend: return "-WXX-WE"
    case .week: return "-WXX"
    case .month: return "-XX"
    case .quarter: return "-QX"
    case .half: return "-HX"
    case .season, .year, .decade, .century, nil: return ""
    }
  }

  private var timeValue: String {
    guard let hour else { return partOfDay?.rawValue ?? "XX" }
    var text = "\(hour.timexPadded):\((minute ?? 0).timexPadded)"
    if let second { text += ":" + second.timexPadded }
    guard let utcOffset else { return text }
    if utcOffset == 0 { return text + "Z" }
    let minutes = Int(clamping: utcOffset.magnitude)
    text += (utcOffset < 0 ? "-" : "+") + (minutes / 60).timexPadded
    return minutes % 60 == 0 ? text : text + ":" + (minutes % 60).timexPadded
  }
}

extension Int {
  /// Two digits of a month, day, week, hour or minute.
  fileprivate var timexPadded: String { Int(clamping: magnitude).padded(to: 2) }
}
