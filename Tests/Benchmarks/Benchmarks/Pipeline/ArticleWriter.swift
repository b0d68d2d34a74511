import Factlint

/// Makes up news of accidents, much alike in what bears on the time that they take: about four facts in a hundred
/// words, a quotation in most paragraphs, letters outside ASCII in names and punctuation, and now and then a slip.
struct ArticleWriter {
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  /// What an article keeps to from its headline to its end.
  private struct Story {
    var event: (name: String, headline: String, sentence: String)
    /// The day of the event, an index of `days`.
    var day: Int
    var place: String
    var country: String
    var victims: String
    var killed: Int
    var injured: Int
    var witness: String
    var official: String
  }

  /// The next article, as the text of a record's headline, date and text.
  mutating func article() -> (headline: String, date: String, text: String) {
    let story = story()
    var paragraphs = [lead(of: story), toll(of: story), remark(by: story.witness)]
    for _ in 0..<Int.random(in: 6...9, using: &random) {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: paragraphs.append(history(of: story))
      case 1: paragraphs.append(damage())
      case 2: paragraphs.append(remark(by: story.official))
      case 3: paragraphs.append(outlook(of: story))
      case 4: paragraphs.append(ages(in: story))
      default: paragraphs.append(pick(Vocabulary.narrative) + " " + pick(Vocabulary.narrative))
      }
    }
    return (
      "\(story.event.headline) in \(story.place), killing \(inWords(story.killed))",
      Self.days[story.day + 1].description,
      paragraphs.joined(separator: "\n\n")
    )
  }

  // MARK: The story

  private mutating func story() -> Story {
    Story(
      event: pick(Vocabulary.events), day: Int.random(in: 7_000..<Self.days.count - 100, using: &random),
      place: pick(Vocabulary.places),
      country: pick(Vocabulary.countries), victims: pick(Vocabulary.victims),
      killed: Int.random(in: 2...40, using: &random), injured: Int.random(in: 5...180, using: &random), witness: name(),
      official: name())
  }

  private mutating func lead(of story: Story) -> String {
    """
    \(story.place.uppercased()), \(story.country) — At least \(inWords(story.killed)) \(story.victims) were killed and \
    \(inWords(story.injured)) injured when \(story.event.sentence) in \(story.place) on \(weekday(story.day)), \
    \(pick(Vocabulary.sources)) said. It was the worst accident of its kind in \(story.country) since \
    \(Self.days[story.day].year - Int.random(in: 3...30, using: &random)).
    """
  }

  private mutating func toll(of story: Story) -> String {
    let women = Int.random(in: 0...story.killed, using: &random)
    // One in eight does not add up.
    let men = story.killed - women + (Int.random(in: 0..<8, using: &random) == 0 ? 1 : 0)
    return """
      The \(inWords(story.killed)) people killed were \(inWords(women)) women and \(inWords(men)) men, \
      \(pick(Vocabulary.sources)) said on \(weekday(story.day + 1)). \(capitalised(inWords(story.injured))) \
      \(story.victims) were injured, \(Int.random(in: 5...95, using: &random)) percent of them slightly. The \
      \(story.event.name) began at \(Int.random(in: 1...12, using: &random)):\(Int.random(in: 10...59, using: &random)) \
      \(pick(["a.m.", "p.m."])) on \(date(story.day)), and it took rescuers \
      \(inWords(Int.random(in: 2...30, using: &random))) hours to reach the last of the survivors. \
      \(pick(Vocabulary.narrative))
      """
  }

  private mutating func remark(by speaker: String) -> String {
    let (first, second) = (pick(Vocabulary.quotations), pick(Vocabulary.quotations))
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return "“\(first),” \(pick(Vocabulary.verbs)) \(speaker), \(pick(Vocabulary.posts)). “\(second).”"
    case 1: return "\"\(first),\" said \(speaker), \(pick(Vocabulary.posts)). \(pick(Vocabulary.narrative))"
    default:
      return """
        \(speaker), \(pick(Vocabulary.posts)), said that \(Int.random(in: 20...900, using: &random)) volunteers had \
        come. “\(second),” \(speaker.split(separator: " ").last ?? "") said.
        """
    }
  }

  private mutating func history(of story: Story) -> String {
    let earlier = Self.days[story.day - Int.random(in: 400...6_000, using: &random)]
    return """
      In \(Vocabulary.months[earlier.month - 1]) \(earlier.year), a similar \(story.event.name) in \
      \(pick(Vocabulary.places)) killed \(inWords(Int.random(in: 2...60, using: &random))) people and left \
      \(Int.random(in: 100...4_000, using: &random)) homeless. \(pick(Vocabulary.narrative)) A report of \
      \(Vocabulary.months[earlier.month - 1]) \(earlier.day), \(earlier.year + 1), had asked for repairs within \
      \(inWords(Int.random(in: 2...9, using: &random))) years.
      """
  }

  private mutating func damage() -> String {
    """
    Damage was put at about $\(Int.random(in: 2...90, using: &random)).\(Int.random(in: 1...9, using: &random)) million, \
    or \(Int.random(in: 11...60, using: &random)) percent of what the district spends in a year, \
    \(pick(Vocabulary.sources)) said. More than \(Int.random(in: 2...9, using: &random)),\
    \(Int.random(in: 100...999, using: &random)) homes were without water, and mud covered \
    \(Int.random(in: 20...400, using: &random)) hectares of orchards \(Int.random(in: 2...40, using: &random)) miles \
    from the coast. \(pick(Vocabulary.narrative))
    """
  }

  private mutating func outlook(of story: Story) -> String {
    let hearing = story.day + Int.random(in: 3...40, using: &random)
    // One in eight names the wrong day of the week.
    let named = Int.random(in: 0..<8, using: &random) == 0 ? hearing + 1 : hearing
    return """
      A hearing is to be held on \(weekday(named)), \(monthAndDay(hearing)), according to \
      \(pick(Vocabulary.sources)). \(pick(Vocabulary.narrative)) The road should open again next week, \
      \(inWords(Int.random(in: 3...9, using: &random))) days after the \(story.event.name).
      """
  }

  private mutating func ages(in story: Story) -> String {
    """
    Among the dead were \(name()), \(Int.random(in: 19...88, using: &random)), and the \
    \(Int.random(in: 19...70, using: &random))-year-old driver \(name()), \(pick(Vocabulary.sources)) said. \
    \(capitalised(inWords(Int.random(in: 2...15, using: &random)))) \(story.victims) were still missing on \
    \(weekday(story.day + 1)) evening, and \(Int.random(in: 11...70, using: &random)) had been discharged \
    from the hospital in \(pick(Vocabulary.places)).
    """
  }

  // MARK: Wordings

  /// The days from 1990 to 2024, so that every day of a story is one of them.
  private static let days = (7_305..<20_089).compactMap(CivilDate.init(daysSinceEpoch:))

  private func weekday(_ day: Int) -> String { Vocabulary.weekdays[Self.days[day].weekday.rawValue - 1] }

  private func date(_ day: Int) -> String { "\(weekday(day)), \(monthAndDay(day))" }

  private func monthAndDay(_ day: Int) -> String {
    "\(Vocabulary.months[Self.days[day].month - 1]) \(Self.days[day].day)"
  }

  /// As newspapers write numbers: words below ten, figures from there.
  private func inWords(_ number: Int) -> String {
    Vocabulary.smallNumbers.indices.contains(number) ? Vocabulary.smallNumbers[number] : String(number)
  }

  private func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  private mutating func name() -> String {
    pick(Vocabulary.titles) + pick(Vocabulary.givenNames) + " " + pick(Vocabulary.familyNames)
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &random)]
  }
}
