/// Why a count takes no part in comparisons, as long as it is being found out.
struct ReservationSet: OptionSet {
  let rawValue: UInt8

  static let negated = ReservationSet(rawValue: 1 << 0)
  static let hypothetical = ReservationSet(rawValue: 1 << 1)
  static let superseded = ReservationSet(rawValue: 1 << 2)
  static let otherEvent = ReservationSet(rawValue: 1 << 3)
  static let undated = ReservationSet(rawValue: 1 << 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The set of one reservation.
  init(_ reservation: Reservation) {
    switch reservation {
    case .negated: self = .negated
    case .hypothetical: self = .hypothetical
    case .superseded: self = .superseded
    case .otherEvent: self = .otherEvent
    case .undated: self = .undated
    }
  }

  /// The same as facts have it.
  var reservations: Set<Reservation> { isEmpty ? [] : Self.sets[Int(rawValue)] }

  /// The sets as facts have them, by their raw values, made once: there are few.
  private static let sets = (UInt8(0)..<32).map { rawValue in
    Set(Reservation.allCases.filter { ReservationSet(rawValue: rawValue).contains(ReservationSet($0)) })
  }
}
