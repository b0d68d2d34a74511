/// What every resolver may look at; an object, since it is handed on with every mention.
final class ResolutionContext {
  let document: Document
  /// The rules of the pack.
  let facts: [FactRule]
  let words: PackWords
  /// For each rule, what resolution asks of it.
  let rules: RuleTable
  /// The mentions in the order of the text.
  let mentions: [Mention]
  /// The clean text.
  let clean: [UInt8]
  /// The clean text with quotations masked.
  let masked: [UInt8]

  /// The indices of the mentions, those of one kind together, and where those of each kind begin.
  private let mentionsByKind: [Int]
  private let kindStarts: [Int]

  /// Whether `spend` has refused.
  private(set) var isExhausted = false
  private var stepsLeft: Int
  /// How many times facts of one article may be held beside each other; some seconds' work, and far above what the
  /// longest article needs.
  static let greatestStepCount = 10_000_000

  /// - Parameter rules: What resolution asks of the pack's rules; made anew where it is not given.
  init(
    document: Document, pack: RulePack, words: PackWords, rules: RuleTable? = nil, mentions: [Mention],
    greatestStepCount: Int = ResolutionContext.greatestStepCount
  ) {
    stepsLeft = greatestStepCount
    let rules = rules ?? RuleTable(pack, words: words)
    (self.document, facts, self.words, self.rules, self.mentions) = (document, pack.facts, words, rules, mentions)
    (clean, masked) = (document.article.text, document.maskedText)
    var starts = [Int](repeating: 0, count: MentionKind.caseCount + 1)
    for index in mentions.indices { starts[rules.kind(of: mentions[index].rule).rawValue + 1] += 1 }
    for kind in 1..<starts.count { starts[kind] += starts[kind - 1] }
    kindStarts = starts
    var order = [Int](repeating: 0, count: mentions.count)
    for index in mentions.indices {
      let kind = rules.kind(of: mentions[index].rule).rawValue
      order[starts[kind]] = index
      starts[kind] += 1
    }
    mentionsByKind = order
  }

  /// Allows so many steps of work that grows with the square of the facts; false, and no more from then on, where the
  /// article has used up what is allowed for one.
  func spend(_ steps: Int) -> Bool {
    if isExhausted || steps > stepsLeft {
      isExhausted = true
      return false
    }
    stepsLeft -= steps
    return true
  }

  /// The id of the rule that made a mention.
  func rule(of mention: Mention) -> String { rules[mention.rule].rule }

  /// The indices of the mentions of a kind, in the order of the text.
  func mentions(of kind: MentionKind) -> ArraySlice<Int> {
    mentionsByKind[kindStarts[kind.rawValue]..<kindStarts[kind.rawValue + 1]]
  }

  /// The clean text of a range.
  func text(_ range: Range<Int>) -> String {
    String(decoding: clean[range], as: UTF8.self)
  }

  /// The same; nil where there is no range.
  func text(_ range: Range<Int>?) -> String? {
    if let range { text(range) } else { nil }
  }

  /// The whole number that a range is in figures; nil where it is anything else.
  func integer(_ range: Range<Int>) -> Int? {
    guard (1...9).contains(range.count) else { return Int(text(range)) }
    var number = 0
    for place in range {
      let digit = clean[place] &- 0x30
      guard digit < 10 else { return Int(text(range)) }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// What a slot says: the value of its word list for a slot of that type, its text for any other, or what the rule
  /// gives whatever the text; nil where the slot took no part.
  func value(of slot: SlotName, in mention: Mention) -> String? {
    value(of: slot, in: mention, by: rules[mention.rule])
  }

  /// The same where the mention's rule is at hand.
  func value(of slot: SlotName, in mention: Mention, by rule: RuleTraits) -> String? {
    guard let range = mention.range(of: slot) else { return rule.given(slot) }
    guard let list = rule.list(of: slot) else { return text(range) }
    return list.value(of: range, in: clean)
  }

  /// The same of a slot that may be a desk's own.
  func value(of slot: String, in mention: Mention) -> String? {
    guard let range = mention.range(of: slot) else { return facts[mention.rule].gives[slot] }
    let text = text(range)
    if case .lexicon(let name)? = facts[mention.rule].slots[slot] { return words.value(of: text, in: name) }
    return text
  }

  /// The number that a slot states; nil where it took no part or says none.
  func number(of slot: String, in mention: Mention) -> StatedNumber? {
    if let range = mention.range(of: slot) { return words.number(range, in: clean) }
    return facts[mention.rule].gives[slot].flatMap(words.number)
  }

  /// The index in `Document.sentences` of the sentence in which a place begins; the last before it where it lies in none.
  func sentence(at offset: Int) -> Int {
    var (low, high) = (0, document.sentences.count)
    while low < high {
      let middle = (low + high) / 2
      if document.sentences[middle].range.lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  // MARK: Words beside a place

  /// Whether the last word of a stretch of the clean text is in a list.
  func lastWord(of range: Range<Int>, isIn list: WordTable<String>) -> Bool {
    var end = range.upperBound
    while end > range.lowerBound, !WordFolding.isASCIILetter(clean[end - 1]) {
      if clean[end - 1] >= 0x80 { return isIn(list, WordFolding.words(of: text(range)).last) }
      end -= 1
    }
    var start = end
    while start > range.lowerBound, WordFolding.isASCIILetter(clean[start - 1]) { start -= 1 }
    if start > range.lowerBound, clean[start - 1] >= 0x80 { return isIn(list, WordFolding.words(of: text(range)).last) }
    return start < end && list.containsFolded(start..<end, in: clean)
  }

  /// Whether the first word of a stretch of the clean text is in a list.
  func firstWord(of range: Range<Int>, isIn list: WordTable<String>) -> Bool {
    var start = range.lowerBound
    while start < range.upperBound, !WordFolding.isASCIILetter(clean[start]) {
      if clean[start] >= 0x80 { return isIn(list, WordFolding.words(of: text(range), atMost: 1).first) }
      start += 1
    }
    var end = start
    while end < range.upperBound, WordFolding.isASCIILetter(clean[end]) { end += 1 }
    if end < range.upperBound, clean[end] >= 0x80 {
      return isIn(list, WordFolding.words(of: text(range), atMost: 1).first)
    }
    return start < end && list.containsFolded(start..<end, in: clean)
  }

  private func isIn(_ list: WordTable<String>, _ word: String?) -> Bool { word.map(list.contains) ?? false }
}
