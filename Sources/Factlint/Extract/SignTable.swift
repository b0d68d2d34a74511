/// Tells what a text shows at each of its places that rules may ask for: words by a table, digits, symbols, quotations.
struct SignTable {
  /// The signs of folded words by their keys.
  ///
  /// Two words that it does not tell apart have a sign of both, which costs a try and loses nothing.
  private let words: HashedNumbers
  /// The signs of each ASCII byte and of other symbols; -1 for none.
  private let asciiSymbols: [Int32]
  private let otherSymbols: [Unicode.Scalar: Int32]
  /// The signs of numbers by their shapes, and of one that begins with a digit that is not ASCII; -1 for none.
  private let numbers: [Int32]
  private let otherNumber: Int32
  private let quotation: Int32
  /// For each way in which a word may begin, whether that alone is worth telling.
  private let isLetterTold: [Bool]

  /// For each sign, the triggers that it sets off.
  ///
  /// A sign is what the text shows at a place: one of the words that set off the same triggers, a digit, a symbol.
  let triggersOfSign: [[Int]]
  /// The sign of where a word stands that is not ASCII: it sets off whatever a letter can, folded or not, since only
  /// what the word is, told by other signs, says more.
  let otherWord: Int
  /// For each way in which a word may begin, the triggers that it sets off; see `Occurrence.letter`.
  let triggersOfLetter: [[Int]]

  /// What stands at one place.
  struct Occurrence {
    /// Where it stands in the text, in bytes.
    var offset: Int32
    /// Where the word or symbol ends that stands there; -1 where it is neither, or a word that is not ASCII.
    var end: Int32
    /// Its sign; -1 for a word without one.
    var sign: Int32
    /// How a word begins, 0 to 25 for a small letter of ASCII and 26 more for a capital; `noLetter` for what is no word,
    /// and `capitalInside` for a word of which it matters only that it has a capital.
    var letter: Int16
    /// Whether a match may begin there.
    var canBegin: Bool

    static let noLetter = 52
    static let capitalInside = 53
    static let letterCount = 54

    /// Whether it is, or may be, a word with a capital.
    var hasCapital: Bool { letter >= 26 && letter != Int16(Self.noLetter) }
  }

  /// Makes a table of what a pack's triggers ask for.
  init(pack: RulePack) {
    var triggersOfSign: [[Int]] = []
    func sign(_ triggers: [Int]) -> Int32 {
      triggersOfSign.append(triggers)
      return Int32(triggersOfSign.count - 1)
    }
    var wordLists = WordLists()
    var ascii = [Int32](repeating: -1, count: 128)
    var others: [Unicode.Scalar: Int32] = [:]
    var triggersOfLetter = [[Int]](repeating: [], count: Occurrence.letterCount)
    var triggersOfNumber = [[Int]](repeating: [], count: NumberShapes.count)
    var triggersOfOtherNumber: [Int] = []
    var quotation: Int32 = -1
    for (number, trigger) in pack.triggers.enumerated() {
      switch trigger {
      case .words(let words):
        for word in words { wordLists.add(number, to: WordFolding.key(ofFolded: word)) }
      case .digit, .number:
        var shapes = NumberShapes.all
        if case .number(let some) = trigger { shapes = some }
        for shape in 0..<NumberShapes.count where shapes.rawValue >> UInt64(shape) & 1 != 0 {
          triggersOfNumber[shape].append(number)
        }
        triggersOfOtherNumber.append(number)
      case .capital:
        for letter in 26..<52 { triggersOfLetter[letter].append(number) }
        triggersOfLetter[Occurrence.capitalInside].append(number)
      case .quotation: quotation = sign([number])
      case .start: break
      case .word: for letter in 0..<52 { triggersOfLetter[letter].append(number) }
      case .initial(let letter):
        if let byte = letter.utf8.first, WordFolding.isASCIILetter(byte) {
          let small = Int((byte | 0x20) - 0x61)
          triggersOfLetter[small].append(number)
          triggersOfLetter[small + 26].append(number)
        }
      case .symbol(let symbol):
        guard let scalar = symbol.unicodeScalars.first else { continue }
        if scalar.value < 0x80 { ascii[Int(scalar.value)] = sign([number]) } else { others[scalar] = sign([number]) }
      }
    }
    var signOfList = [Int32](repeating: -1, count: wordLists.lists.count)
    let signs = wordLists.words.map { word in
      if signOfList[word.list] < 0 { signOfList[word.list] = sign(wordLists.triggers(of: word.list)) }
      return (hash: word.key, number: Int(signOfList[word.list]))
    }
    words = HashedNumbers(signs, greatest: triggersOfSign.count + signs.count) { first, second in
      Int(sign(Set(triggersOfSign[first] + triggersOfSign[second]).sorted()))
    }
    // Most shapes of numbers set off the same triggers as others; words and symbols set off none of them.
    let firstNumber = triggersOfSign.count
    func numberSign(_ triggers: [Int]) -> Int32 {
      if triggers.isEmpty { return -1 }
      return triggersOfSign[firstNumber...].firstIndex(of: triggers).map(Int32.init) ?? sign(triggers)
    }
    numbers = triggersOfNumber.map(numberSign)
    otherNumber = numberSign(triggersOfOtherNumber)
    (self.quotation, asciiSymbols, otherSymbols) = (quotation, ascii, others)
    otherWord = triggersOfSign.count
    self.triggersOfSign = triggersOfSign + [pack.triggers.indices.filter { pack.triggers[$0].beginsWithLetter }]
    self.triggersOfLetter = triggersOfLetter
    isLetterTold = triggersOfLetter.map { !$0.isEmpty }
  }

  /// The words of triggers by their keys, each with the list of the triggers that it sets off.
  ///
  /// Most words of a trigger had the same triggers before it, so that they have the next list in common as well.
  private struct WordLists {
    /// The words in the order in which they were met.
    private(set) var words: [(key: UInt64, list: Int)] = []
    /// The lists, each of which is another and one more trigger behind it; the first is empty.
    private(set) var lists = [List(shorter: 0, last: -1)]
    /// Open addressing: for each key the index of its word plus 1; 0 is an empty slot.
    private var slots = [Int32](repeating: 0, count: 1 << 10)
    private var shift: UInt64 = 64 - 10

    struct List {
      /// The list without its last trigger, and that trigger.
      var shorter: Int
      var last: Int
      /// The list that was last made of this one, and the trigger behind it.
      var longer = 0
      var next = -1
    }

    /// Adds a trigger, which comes after all others, to those of a word.
    mutating func add(_ trigger: Int, to key: UInt64) {
      let word = index(of: key)
      let list = words[word].list
      if lists[list].last == trigger { return }
      if lists[list].next != trigger {
        (lists[list].longer, lists[list].next) = (lists.count, trigger)
        lists.append(List(shorter: list, last: trigger))
      }
      words[word].list = lists[list].longer
    }

    /// The triggers of a list, ascending.
    func triggers(of list: Int) -> [Int] {
      var triggers: [Int] = []
      var list = list
      while list > 0 {
        triggers.append(lists[list].last)
        list = lists[list].shorter
      }
      triggers.reverse()
      return triggers
    }

    /// The index of a word, which is a new one without triggers where there is none.
    private mutating func index(of key: UInt64) -> Int {
      var slot = slot(of: key)
      if slots[slot] > 0 { return Int(slots[slot]) - 1 }
      if words.count * 2 >= slots.count {
        shift -= 1
        slots = [Int32](repeating: 0, count: slots.count * 2)
        for (index, word) in words.enumerated() { slots[self.slot(of: word.key)] = Int32(index + 1) }
        slot = self.slot(of: key)
      }
      words.append((key, 0))
      slots[slot] = Int32(words.count)
      return words.count - 1
    }

    /// The slot of a word, or the empty one that is to be its own.
    private func slot(of key: UInt64) -> Int {
      // Mixed, since the keys of short words are much alike.
      var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
      while slots[slot] > 0, words[Int(slots[slot]) - 1].key != key { slot = (slot + 1) & (slots.count - 1) }
      return slot
    }
  }

  /// Adds what `bytes[range]` shows, in the order of the text.
  func collect(from bytes: Span<UInt8>, range: Range<Int>, into occurrences: inout ReusedList<Occurrence>) {
    // A byte gives no more than two: a word and its capital, or what it may begin with and what it is.
    let filler = Occurrence(offset: 0, end: 0, sign: 0, letter: 0, canBegin: false)
    occurrences.add(atMost: 2 * range.count, filler: filler) { occurrences, count in
      // Where the last digit ended: nothing begins inside a number.
      var digitEnd = -1
      var otherWordStart = -1
      let (isLetterTold, asciiSymbols) = (isLetterTold.span, asciiSymbols.span)
      @inline(__always)
      func add(
        _ sign: Int32, at offset: Int, end: Int = -1, letter: Int = Occurrence.noLetter, canBegin: Bool = true
      ) {
        occurrences[count] = Occurrence(
          offset: Int32(truncatingIfNeeded: offset), end: Int32(truncatingIfNeeded: end), sign: sign,
          letter: Int16(truncatingIfNeeded: letter), canBegin: canBegin)
        count &+= 1
      }
      @inline(__always)
      func addNumber(_ sign: @autoclosure () -> Int32, at offset: Int, width: Int) {
        if offset != digitEnd, case let sign = sign(), sign >= 0 { add(sign, at: offset) }
        digitEnd = offset + width
      }
      WordFolding.forEachWord(in: bytes, range: range) { found in
        let sign = Int32(truncatingIfNeeded: words.number(of: found.key))
        if found.isASCII {
          let first = bytes[found.start]
          let letter = Int((first | 0x20) &- 0x61) &+ (first & 0x20 == 0 ? 26 : 0)
          if sign >= 0 || isLetterTold[letter] { add(sign, at: found.start, end: found.end, letter: letter) }
          // Nothing begins at a capital inside a word, but it is one.
          if found.mayHaveCapital, letter < 26 {
            add(-1, at: found.start, letter: Occurrence.capitalInside, canBegin: false)
          }
        } else {
          // A word with marks is given more than once. What it may begin with comes before what it is, since they are
          // gone through from the end.
          if found.start != otherWordStart { add(Int32(truncatingIfNeeded: otherWord), at: found.start) }
          otherWordStart = found.start
          add(sign, at: found.start, letter: Occurrence.capitalInside, canBegin: false)
        }
      } other: { scalar, offset in
        if scalar.value < 0x80 {
          let byte = UInt8(truncatingIfNeeded: scalar.value)
          if byte == Document.mask {
            // A quotation is matched from its beginning or not at all.
            let isFirst = offset == range.lowerBound || bytes[offset - 1] != Document.mask
            if isFirst, quotation >= 0 { add(quotation, at: offset) }
          } else if byte &- 0x30 < 10 {
            addNumber(
              numbers[NumberShapes.index(of: bytes, at: offset, end: range.upperBound)], at: offset, width: 1)
          } else if case let sign = asciiSymbols[Int(byte)], sign >= 0 {
            add(sign, at: offset, end: offset + 1)
          }
        } else if let sign = otherSymbols[scalar] {
          add(sign, at: offset, end: offset + WordFolding.width(of: bytes[offset]))
        } else if scalar.properties.numericType == .decimal {
          addNumber(otherNumber, at: offset, width: WordFolding.width(of: bytes[offset]))
        }
      }
    }
  }
}

extension Trigger {
  /// Whether what sets it off begins with a letter.
  fileprivate var beginsWithLetter: Bool {
    switch self {
    case .words, .capital, .initial, .word: true
    case .digit, .number, .symbol, .quotation, .start: false
    }
  }
}
