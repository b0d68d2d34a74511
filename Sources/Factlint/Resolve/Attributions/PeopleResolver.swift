/// Knows the people of an article by all the forms of their names.
struct PeopleResolver {
  let context: ResolutionContext
  /// The people in the order in which they first appear by name.
  private(set) var people: [Person] = []
  /// Where a name of a person stands, in the order of the text.
  private var places: [(range: Range<Int>, block: Int, person: Int)] = []
  private var mentioned: [Fact] = []
  /// The person who spoke last, in which block.
  private var lastSpeaker: (block: Int, person: Int?, name: String)?

  init(context: ResolutionContext, mentions: [Mention]) {
    self.context = context
  }

  /// The facts that mentions of people are.
  func facts() -> [Fact] { mentioned }

  /// The person whose name stands at a place.
  func person(at range: Range<Int>) -> Int? { places.first { $0.range == range }?.person }

  /// Who a source is: the fullest name of a person, or the source's own words; nil for a pronoun that nobody explains.
  mutating func speaker(named source: Range<Int>, block: Int) -> (name: String?, person: Int?) {
    let text = context.text(source)
    if context.words.value(of: text, in: "source-pronoun") != nil {
      guard let last = lastSpeaker, block - last.block <= 1 else { return (nil, nil) }
      lastSpeaker?.block = block
      return (last.name, last.person)
    }
    lastSpeaker = (block, nil, text)
    return (text, nil)
  }
}
