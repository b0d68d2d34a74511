/// Finds who says what, and who the people of an article are.
struct AttributionResolver {
  let context: ResolutionContext

  /// The kinds of mention that it makes facts of.
  static let kinds: Set<String> = ["attribution", "person"]

  /// What it finds.
  struct Resolution {
    var facts: [Fact] = []
    var people: [Person] = []
    var voices = Voices()
  }

  func resolution() -> Resolution {
    Resolution()
  }
}
