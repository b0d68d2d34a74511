import Factlint
import FactlintRules
import Testing

@Suite("What is wrong with a pack is told with its place")
struct PackProblemTests {
  @Test(
    "YAML that is none, or more than a rule needs",
    arguments: [
      ("", "1:1: the file is empty"),
      ("# nothing\n", "1:1: the file is empty"),
      ("good:\n\twords: [a]\n", "2:1: this is not YAML: found character that cannot start any token"),
      ("good: [a\n", "2:1: this is not YAML: did not find expected ',' or ']'"),
      ("good:\n  words: [a]\n  words: [b]\n", "2:3: a key stands here twice: words"),
      ("good:\n  words: &w [ticket]\n", "2:10: anchors and aliases are not available: write it out"),
      ("good:\n  words: [&w ticket]\n", "2:11: anchors and aliases are not available: write it out"),
      ("- good\n", "1:1: this must be a mapping, written as \"key: value\""),
      ("good:\n  words: {a: b}\n", "2:10: this must be a list"),
      ("good:\n  words: [[a]]\n", "2:11: this must be a text"),
      (
        "good:\n  words: [ticket]\n  colour: red\n",
        "3:3: unknown key \"colour\"; known are case, exclusive, includes, values, within, words"
      ),
      ("good:\n  words: [ticket]\n  case: upper\n", "3:9: \"upper\" is not one of exact, folded"),
      ("good:\n  words: [ticket, Ticket]\n", "2:19: \"Ticket\" already stands for \"ticket\""),
      ("good:\n  words: [ticket, ticket]\n", "2:19: \"ticket\" is listed twice"),
      ("good:\n  values: {a: x, b: x}\n", "2:21: \"x\" already stands for \"a\""),
      (
        "good:\n  words: ['a  b']\n",
        "2:11: \"a  b\" can never match: write single spaces and straight apostrophes, as in clean text"
      ),
      (
        "good:\n  words: [o’clock]\n",
        "2:11: \"o’clock\" can never match: write single spaces and straight apostrophes, as in clean text"
      ),
      ("good:\n  words: []\n", "1:1: the word list \"good\" has no words"),
      (
        "good:\n  includes: [bad]\n  words: [ticket]\n",
        "2:14: there is no word list \"bad\" before this one; files are read in the order of their names"
      ),
    ])
  func words(text: String, problem: String) {
    let found = problems(of: smallPack(with: ["lexicons/words.yml": text])).filter { $0.hasPrefix("p/lexicons") }
    #expect(found.contains("p/lexicons/words.yml:" + problem), "\(found)")
  }

  @Test(
    "a pattern's fault is shown where it is, or at the beginning of a scalar that hides its places",
    arguments: [
      ("'ab(c)'", "3:13: a group is written (?:…) or (?<name>…): numbered groups are not available"),
      ("ab(c)", "3:12: a group is written (?:…) or (?<name>…): numbered groups are not available"),
      ("\"ab(c)\"", "3:13: a group is written (?:…) or (?<name>…): numbered groups are not available"),
      ("'it''s (c)'", "3:17: a group is written (?:…) or (?<name>…): numbered groups are not available"),
      ("\"\\\\d\\\\d(c)\"", "3:17: a group is written (?:…) or (?<name>…): numbered groups are not available"),
      ("\"\\u0041(c)\"", "3:10: a group is written (?:…) or (?<name>…): numbered groups are not available"),
      ("|-\n  ab(c)", "3:10: a group is written (?:…) or (?<name>…): numbered groups are not available"),
      (">-\n  ab\n  (c)", "3:10: a group is written (?:…) or (?<name>…): numbered groups are not available"),
      ("'é東(c)'", "3:13: a group is written (?:…) or (?<name>…): numbered groups are not available"),
      ("['ok', 'x*+(?:']", "3:21: a group is not closed"),
      ("\n  - 'ok'\n  - '(?:'", "5:6: a group is not closed"),
      ("'a {nothing}'", "3:13: the pattern refers to \"nothing\", which is neither a word list nor a fragment"),
      ("['ok', '{x:nothing}']", "3:18: the pattern refers to \"nothing\", which is neither a word list nor a fragment"),
      ("'[z-a]'", "3:10: the pattern does not compile: range out of order in character class"),
      ("'(?<=a+)b'", "3:10: the pattern does not compile: lookbehind assertion is not fixed length"),
      ("[]", "3:10: the pattern has no alternatives"),
      ("{a: b}", "3:10: this must be a text"),
      ("", "3:1: the key \"pattern\" has no value"),
      ("'x'\nslots: {nobody: text}", "4:9: the pattern has no slot \"nobody\""),
      (
        "'(?<a>x)'\nslots: {a: colour}",
        "4:12: \"colour\" is no type: write number, date, length, clock, person, full-name, text, or the name of a word list"
      ),
      ("'x'\nunit: verse", "4:7: \"verse\" is not one of sentence, statement, paragraph"),
      ("'x'\npriority: high", "4:11: \"high\" is not a whole number"),
      (
        "'x'\ncolour: red",
        "4:1: unknown key \"colour\"; known are beside, examples, gives, group, id, kind, leaves-alone, pattern, priority, slots, unit, why"
      ),
    ])
  func patterns(pattern: String, problem: String) {
    let found = problems(of: smallPack(with: ["facts/sold.yml": factFile(pattern: pattern)]))
    #expect(found == ["p/facts/sold.yml:" + problem])
  }

  @Test(
    "examples must be there, marked, and of use",
    arguments: [
      ("[]", ["5:3: an example of what it ignores is missing", "5:3: an example that finds something is missing"]),
      ("\n  - finds: 'a ⟦b⟧'", ["6:3: an example of what it ignores is missing"]),
      ("\n  - ignores: 'a'", ["6:3: an example that finds something is missing"]),
      ("\n  - ignores: a\n  - finds: b", ["7:12: what it finds is not marked by ⟦ and ⟧"]),
      ("\n  - finds: ⟦b⟧\n  - ignores: ⟦a⟧", ["7:14: what is ignored has no marks"]),
      (
        "\n  - ignores: a\n  - finds: a ⟦b",
        ["7:12: a mark ⟦ is not closed", "7:12: what it finds is not marked by ⟦ and ⟧"]
      ),
      (
        "\n  - ignores: a\n  - finds: ⟦a ⟦b⟧⟧",
        ["7:12: a mark ⟦ is opened inside another", "7:12: a mark ⟧ closes none"]
      ),
      ("\n  - ignores: a\n  - finds: ⟦b⟧\n    ignores: c", ["7:5: an example has either \"finds\" or \"ignores\""]),
      ("\n  - ignores: a\n  - finds: ⟦b⟧\n    facts: [{x: y}, {x: z}]", ["8:12: there are 2 mappings for 1 marks"]),
      ("\n  - finds: ⟦b⟧\n  - ignores: a\n    says: no", ["8:11: what is ignored says nothing"]),
      (
        "\n  - finds: ⟦b⟧\n  - ignores: a\n    colour: no",
        ["8:5: unknown key \"colour\"; known are date, facts, finds, headline, ignores, says, stated"]
      ),
    ])
  func examples(examples: String, wanted: [String]) {
    let text =
      "id: house/sold\nkind: sold\npattern: 'x'\nexamples:" + (examples.hasPrefix("\n") ? "\n" : "\n  ") + examples
    let found = problems(
      of: smallPack(with: ["facts/sold.yml": text.replacing("examples:\n\n", with: "examples:\n\n")]))
    #expect(Set(wanted.map { "p/facts/sold.yml:" + $0 }).isSubset(of: Set(found)), "\(found)")
  }

  @Test("fragments that refer to nothing or to themselves are shown at the reference")
  func fragments() {
    let text = "a: 'x {b}'\nb: '{c}'\nc: ['y', 'z {b}']\nd: '{nothing}'\ngood: 'x'\n"
    #expect(
      problems(of: smallPack(with: ["fragments/a.yml": text])) == [
        "p/fragments/a.yml:3:13: the fragment \"b\" refers to itself: b → c → b",
        "p/fragments/a.yml:4:5: the fragment \"d\" refers to \"nothing\", which is not defined",
        "p/fragments/a.yml:5:1: \"good\" is also a word list; a reference must mean one thing",
      ])
    #expect(
      problems(of: smallPack(with: ["fragments/a.yml": "a: '{a}'\n"])) == [
        "p/fragments/a.yml:1:5: the fragment \"a\" refers to itself: a → a"
      ])
  }

  @Test("all that is wrong with a pack is told at once, in the order of files and lines")
  func everything() {
    let found = problems(
      of: smallPack(with: [
        "pack.yml": "format: 2\nname: Small\nlanguage: en\nfunction-words: [the]\ncolour: red\n",
        "facts/sold.yml": factFile(pattern: "'('").replacing("kind: sold", with: "kind:"),
        "notes.yml": "x: y\n",
        "checks/c.yml": "id: Bad Id\nrelation: magic\n",
      ]))
    #expect(found.map { $0.prefix { $0 != " " } }.sorted() == found.map { $0.prefix { $0 != " " } })
    for wanted in [
      "p/pack.yml:1:1: the key \"version\" is missing",
      "p/pack.yml:1:9: this program reads rules of format 1, not 2",
      "p/pack.yml:5:1: unknown key \"colour\"; known are aliases, format, function-words, language, name, version",
      "p/facts/sold.yml:2:1: the key \"kind\" has no value",
      "p/facts/sold.yml:3:11: a group is written (?:…) or (?<name>…): numbered groups are not available",
      "p/notes.yml:1:1: a pack has pack.yml and the folders lexicons, fragments, facts and checks; this file is in none",
      "p/checks/c.yml:2:11: \"magic\" is not one of agree, total, calendar, equation, order, never, spelling, quotation, metadata",
      "p/checks/c.yml:1:1: the key \"why\" is missing",
    ] {
      #expect(found.contains(wanted), "\(wanted) is not among \(found)")
    }
  }

  @Test("a pack without its file, and two rules of one id")
  func packs() {
    #expect(problems(of: smallPack(with: ["pack.yml": nil])).contains { $0.hasSuffix("the pack has no pack.yml") })
    #expect(
      problems(of: smallPack(with: ["facts/twice.yml": smallPack["facts/sold.yml"]])) == [
        "p/facts/twice.yml:1:5: the rule \"house/sold\" is already defined in p/facts/sold.yml"
      ])
    for id in ["sold", "house/", "/x", "House/Sold", "house//x", "hoŭse/x"] {
      let text = factFile(pattern: "'x'").replacing("house/sold", with: id)
      #expect(
        problems(of: smallPack(with: ["facts/sold.yml": text])) == [
          "p/facts/sold.yml:1:5: an id is a path of lower-case words, such as count/total"
        ])
    }
  }

  @Test("a check that fits no facts, or not its relation")
  func checks() {
    let check = """
      id: house/same
      relation: agree
      name: n
      why: w
      severity: grave
      confidence: 1.5
      message: "{first} {nobody}"
      over: nothing
      examples:
        - finds: ⟦a⟧
        - ignores: b

      """
    #expect(
      problems(of: smallPack(with: ["checks/c.yml": check])) == [
        "p/checks/c.yml:5:11: \"grave\" is not one of error, warning, note"
      ])
    let fixed = check.replacing("grave", with: "error").replacing("1.5", with: "0.5")
    #expect(
      problems(of: smallPack(with: ["checks/c.yml": fixed])) == [
        "p/checks/c.yml:2:11: agree compares a value: name the attribute",
        "p/checks/c.yml:2:11: agree compares facts that share a key: name its attributes",
        "p/checks/c.yml:7:10: {nobody} is not one of {first}, {firstText}, {second}, {secondText}",
        "p/checks/c.yml:8:7: \"nothing\" is neither a kind of fact nor the id of a fact rule of this pack",
      ])
  }
}
