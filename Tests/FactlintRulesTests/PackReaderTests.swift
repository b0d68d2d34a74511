import Factlint
import FactlintRules
import Testing

@Suite("The strict reader of packs")
struct PackReaderTests {
  @Test("a pack without fault is read whole")
  func faultless() throws {
    let loaded = try PackReader.read(smallPack(with: [:]), digest: "d")
    #expect(loaded.pack.name == "Small")
    #expect(loaded.pack.version == "1.0.0")
    #expect(loaded.pack.language == "en")
    #expect(loaded.pack.digest == "d")
    #expect(loaded.pack.functionWords == ["the", "of"])
    #expect(loaded.pack.lexicons["good"]?.entries.map(\.text) == ["tickets", "seats"])
    #expect(loaded.pack.facts.map(\.id) == ["house/sold"])
    #expect(loaded.pack.facts[0].slots == ["count": .number, "what": .lexicon("good")])
    #expect(loaded.pages.map(\.id) == ["house/sold"])
    #expect(loaded.pages[0].examples.map(\.marks) == [[8..<18], []])
    #expect(loaded.pages[0].examples.map(\.line) == [5, 6])
  }

  @Test("the order of the files makes no difference")
  func order() throws {
    let files = smallPack(with: [:])
    let one = try PackReader.read(files)
    let other = try PackReader.read(files.reversed())
    #expect(one.pack == other.pack)
    #expect(one.pages == other.pages)
  }

  @Test("scalars that YAML 1.1 takes for something else stay what is written")
  func traps() throws {
    let words = """
      good:
        words: [no, on, Yes, off, 12:30, 1e3, 0x1F, 017, null, ~x, 1_000, 2023-01-01, .5, "y", true, =x]
        values:
          no: nay
          1e3: grand
      """
    let loaded = try PackReader.read(smallPack(with: ["lexicons/words.yml": words]))
    #expect(
      loaded.pack.lexicons["good"]?.entries.map(\.text) == [
        "no", "on", "Yes", "off", "12:30", "1e3", "0x1F", "017", "null", "~x", "1_000", "2023-01-01", ".5", "y", "true",
        "=x", "nay", "grand",
      ])
    #expect(loaded.pack.lexicons["good"]?.entries.suffix(2).map(\.value) == ["no", "1e3"])
  }

  @Test("the slots of a fragment have the types of what they refer to")
  func slotsOfFragments() throws {
    let loaded = try PackReader.read(
      smallPack(with: [
        "fragments/pieces.yml": "number:\n  type: number\n  pattern: '\\d+'\nsale: '{count:number} (?<what>{good})'\n",
        "facts/sold.yml": factFile(pattern: "'{sale}'\nslots: {what: good}"),
      ]))
    #expect(loaded.pack.facts[0].slots == ["count": .number, "what": .lexicon("good")])
  }

  @Test("a pack on top of another adds to it, and shares its words")
  func extension_() throws {
    let own = files([
      "pack.yml": "format: 1\nname: Desk\nversion: 2\nextends: en\naliases: {desk/old: desk/new}\n",
      "facts/desk.yml": factFile(pattern: "'{what:good} sold'").replacing("house/sold", with: "desk/new").replacing(
        "12 tickets", with: "tickets sold"),
    ])
    #expect(try PackReader.baseLanguage(of: own) == "en")
    #expect(try PackReader.baseLanguage(of: smallPack(with: [:])) == nil)
    let loaded = try PackReader.read(own, onTopOf: smallPack(with: [:]))
    #expect(loaded.pack.name == "Desk")
    #expect(loaded.pack.version == "2")
    #expect(loaded.pack.language == "en")
    #expect(loaded.pack.functionWords == ["the", "of"])
    #expect(loaded.pack.facts.map(\.id) == ["desk/new", "house/sold"])
    #expect(loaded.pack.aliases == ["desk/old": "desk/new"])
    let again = files([
      "pack.yml": "format: 1\nname: Desk\nversion: 2\nextends: en\n",
      "facts/again.yml": factFile(pattern: "'x'"),
    ])
    #expect(
      problems(of: again, onTopOf: smallPack(with: [:]))
        == ["p/facts/sold.yml:1:5: the rule \"house/sold\" is already defined in p/facts/again.yml"]
        || problems(of: again, onTopOf: smallPack(with: [:]))
          == ["p/facts/again.yml:1:5: the rule \"house/sold\" is already defined in p/facts/sold.yml"]
    )
  }

  @Test("a digest is that of names and texts, not of folders or order")
  func digest() {
    let here = [
      RuleFile(path: "/a/x.yml", name: "x.yml", text: "1"), RuleFile(path: "/a/y.yml", name: "y.yml", text: "2"),
    ]
    let there = [
      RuleFile(path: "b/y.yml", name: "y.yml", text: "2"), RuleFile(path: "b/x.yml", name: "x.yml", text: "1"),
    ]
    #expect(RuleFolder.digest(of: here) == RuleFolder.digest(of: there))
    #expect(RuleFolder.digest(of: here).count == 64)
    var changed = there
    changed[0].text = "3"
    #expect(RuleFolder.digest(of: here) != RuleFolder.digest(of: changed))
    changed = there
    changed[0].name = "z.yml"
    #expect(RuleFolder.digest(of: here) != RuleFolder.digest(of: changed))
  }
}
