import PCRE2

/// Collects the places at which rules are to be tried in the documents of a batch.
struct TryCollector {
  private let signs: SignTable
  private let sentenceIndex: TriggerIndex
  private let paragraphIndex: TriggerIndex
  /// For each rule, the unit that it is to be run in; empty for a rule that is not run at all.
  private let units: [UnitSet]
  private let hasBlockRules: Bool

  /// The stretches of all documents.
  private(set) var stretches: [Stretch] = []
  /// By document and stretch; inside a stretch, those of a rule descend.
  private(set) var tries = ReusedList<TriggerIndex.Try>()

  private var sentenceMemory = TriggerIndex.Memory()
  private var paragraphMemory = TriggerIndex.Memory()
  private var occurrences = ReusedList<SignTable.Occurrence>()
  /// What rules of whole paragraphs ask for in the present block.
  private var blockOccurrences = ReusedList<SignTable.Occurrence>()

  /// A stretch of a document that rules are run on.
  struct Stretch {
    /// The number of the document in the batch.
    var document: Int
    /// Where the text that it lies in, the plain one or that with opaque quotations, begins among those of the batch.
    var base: Int
    /// Where it lies.
    var sentence: Sentence
  }

  /// A document of a batch.
  struct Input {
    /// Its number.
    var number: Int
    var document: Document
    /// Its text, and the same with opaque quotations, and where they begin among the texts of the batch.
    var plain: (text: Subject, base: Int)
    var masked: (text: Subject, base: Int)
    /// Whether places are looked for; otherwise every rule is to be searched for in every stretch.
    var usesIndex: Bool

    /// Whether something in a range of the text is quoted.
    fileprivate func hasQuotation(in range: Range<Int>) -> Bool {
      let bytes = masked.text.bytes.span
      for index in range where bytes[index] == Document.mask { return true }
      return false
    }
  }

  /// What was left out.
  struct Omissions {
    /// Whether the work allowed for one article was used up before its end.
    var isExhausted = false
    /// Whether a sentence or paragraph is longer than any prose.
    var hasOverlongStretch = false
  }

  /// The greatest number of tries for one article; far above what the longest article needs.
  static let greatestTryCount = 2_000_000
  /// The greatest length in bytes of a sentence or paragraph that rules are run on: several pages without a full stop.
  ///
  /// The work of a pattern may grow with the square of the text that it is tried in.
  static let greatestStretch = 16_384

  /// Makes a collector for a pack's fact rules.
  init(pack: RulePack) {
    units = pack.facts.map { rule in
      // What the segmenter looks for is no fact.
      let isStructure = [SegmentationRules.datelineKind, SegmentationRules.bylineKind].contains(rule.kind)
      return isStructure ? [] : UnitSet(rule.unit)
    }
    hasBlockRules = units.contains(.paragraph)
    signs = SignTable(pack: pack)
    sentenceIndex = TriggerIndex(pack: pack, signs: signs, units: units, of: [.sentence, .statement])
    paragraphIndex = TriggerIndex(pack: pack, signs: signs, units: units, of: .paragraph)
  }

  /// Forgets all stretches and tries, to be ready for the next batch.
  mutating func removeAll() {
    stretches.removeAll(keepingCapacity: true)
    tries.removeAll()
  }

  /// Adds the stretches of a document and their tries.
  mutating func add(_ input: Input) -> Omissions {
    let document = input.document
    let greatestCount = tries.count + Self.greatestTryCount
    var omissions = Omissions()
    var sentences = document.sentences[...]
    var statements = document.statements[...]
    var quotations = document.quotations[...]
    for (block, content) in document.article.blocks.enumerated() where content.role != .metadata {
      blockOccurrences.removeAll()
      // A dateline is part of no sentence, but of its block.
      if hasBlockRules, let dateline = document.dateline, content.range.contains(dateline.lowerBound) {
        signs.collect(
          from: input.masked.text.bytes.span, range: dateline.clamped(to: content.range), into: &blockOccurrences)
      }
      let own = Self.take(from: &sentences) { $0.block == block }
      let ownStatements = Self.take(from: &statements) { $0.block == block }
      // Without quotations the two texts are one, and so are their sentences.
      if Self.take(from: &quotations, while: { $0.block == block }).isEmpty {
        for sentence in own { add([.sentence, .statement], in: sentence, of: input, false, greatestCount, &omissions) }
      } else {
        addBoth(own, ownStatements, of: input, greatestCount, &omissions)
      }
      if hasBlockRules {
        add(.paragraph, in: Sentence(range: content.range, block: block), of: input, true, greatestCount, &omissions)
      }
    }
    omissions.isExhausted = tries.count >= greatestCount
    return omissions
  }

  /// Adds the sentences and the statements of a block with quotations; what is the same in both texts is one stretch.
  private mutating func addBoth(
    _ sentences: ArraySlice<Sentence>, _ statements: ArraySlice<Sentence>, of input: Input, _ greatestCount: Int,
    _ omissions: inout Omissions
  ) {
    var sentences = sentences
    for statement in statements {
      while let sentence = sentences.first, sentence.range.lowerBound < statement.range.lowerBound {
        add(.sentence, in: sentence, of: input, false, greatestCount, &omissions)
        sentences.removeFirst()
      }
      if let sentence = sentences.first, sentence.range == statement.range, !input.hasQuotation(in: sentence.range) {
        add([.sentence, .statement], in: sentence, of: input, false, greatestCount, &omissions)
        sentences.removeFirst()
      } else {
        add(.statement, in: statement, of: input, true, greatestCount, &omissions)
      }
    }
    for sentence in sentences { add(.sentence, in: sentence, of: input, false, greatestCount, &omissions) }
  }

  /// Adds a stretch and its tries, or tells that it is too long.
  private mutating func add(
    _ wanted: UnitSet, in sentence: Sentence, of input: Input, _ isMasked: Bool, _ greatestCount: Int,
    _ omissions: inout Omissions
  ) {
    guard sentence.range.count <= Self.greatestStretch else {
      omissions.hasOverlongStretch = true
      return
    }
    let number = stretches.count
    stretches.append(
      Stretch(document: input.number, base: isMasked ? input.masked.base : input.plain.base, sentence: sentence))
    guard input.usesIndex else {
      for rule in units.indices where !wanted.isDisjoint(with: units[rule]) {
        tries.append(TriggerIndex.Try(rule: Int32(rule), stretch: Int32(number), place: -1))
      }
      return
    }
    if wanted == .paragraph {
      paragraphIndex.collectTries(
        of: wanted, in: sentence.range, blockOccurrences,
        stretch: number, greatestCount: greatestCount,
        &paragraphMemory, into: &tries)
      return
    }
    occurrences.removeAll()
    let text = isMasked ? input.masked.text : input.plain.text
    signs.collect(from: text.bytes.span, range: sentence.range, into: &occurrences)
    sentenceIndex.collectTries(
      of: wanted, in: sentence.range, occurrences, stretch: number,
      greatestCount: greatestCount, &sentenceMemory,
      into: &tries)
    // Rules of whole paragraphs see the narrator's words alone, which without quotations are all.
    if hasBlockRules, wanted.contains(.statement) {
      paragraphIndex.addAskedFor(
        of: occurrences, to: &blockOccurrences)
    }
  }

  private static func take<Element>(
    from slice: inout ArraySlice<Element>, while isWanted: (Element) -> Bool
  ) -> ArraySlice<Element> {
    let end = slice.firstIndex { !isWanted($0) } ?? slice.endIndex
    defer { slice = slice[end...] }
    return slice[..<end]
  }
}
