/// Gives dates, times, durations and sets their TIMEX3 values, by the article's own date and by one another.
struct DateResolver {
  let context: ResolutionContext
  let voices: Voices

  /// The kinds of mention that it makes facts of.
  static let kinds: Set<String> = ["date"]

  func facts() -> [Fact] {
    []
  }
}
