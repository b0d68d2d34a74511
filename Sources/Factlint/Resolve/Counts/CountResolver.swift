/// Gives numbers their intervals, and finds what they count, of which event, and which are parts of which whole.
struct CountResolver {
  let context: ResolutionContext
  let voices: Voices
  /// The facts found before: dates, attributions, persons.
  let facts: [Fact]

  /// The kinds of mention that it makes facts of; `breakdown` makes breakdowns.
  static let kinds: Set<String> = ["count", "percent", "money", "age", "measure", "breakdown"]

  /// What it finds; the breakdowns point to its own facts.
  struct Resolution {
    var facts: [Fact] = []
    var breakdowns: [Breakdown] = []
  }

  func resolution() -> Resolution {
    Resolution()
  }
}
