import Testing

@testable import Factlint

@Suite("Sentences")
struct SentenceSplitterTests {
  /// Each `|` is where a sentence ends.
  @Test(
    "end where a terminator ends them",
    arguments: [
      "One came.| Two went.", "Who came?| Nobody went!| So it was.", "No end here",
      "Costs rose 3.5 percent.| Prices fell.",
      "It was over…| The town slept.", "It was … nearly over.", "It was over...| The town slept.",
      "It was . . . nearly over.| It ended.", "It was over . . .| The town slept.", "He came (late).| She left.",
      "(He came late.)| She left.", "He came; she left: it ended.| So what?", "What?!| Never!!!| Well.",
      "See example.com for more.| Ask @desk.news now.| Write to a@b.org today.", "In 2012.| 12 people came.",
      "They paid $5.| £3 was left.", "He left.| “We go.", "Él se fue.| Él volvió.| École is French.",
    ])
  func terminators(marked: String) throws {
    try expectSentences(marked)
  }

  @Test(
    "do not end after abbreviations",
    arguments: [
      "Dr. Smith met Mr. Jones and Gen. Brown.| They spoke.", "J. K. Rowling met John F. Kennedy Jr. Boulevard staff.",
      "The U.S. Army left.", "He lives in the U.S.| The army left.",
      "Room No. 5 is free.| No. 7 is not.", "He said no.| No.| He said yes.",
      "It opens at 5 a.m. Monday.| It shuts at 6 p.m. EST.", "It began at 5 a.m.| The crowd left.",
      "It began at 5 a.m.| Smith left.", "It began at 5 p.m. (1700 GMT) there.",
      "On Jan. 5 he left.| On Feb. 6 he died.",
      "Acme Inc. Chairman Bo Li left.| They sold Acme Inc.| The firm closed.",
      "Roe v. Wade was decided.", "Yahoo! Finance said so.| Yahoo! said no.", "MR. SMITH LEFT.| THE U.S. ARMY STAYED.",
      "He met A. A. Milne.| She did not.", "The approx. cost was five.", "The unkn. abbreviation goes on.",
      "Lt.-Gen. Park spoke.", "He came from Washington, D.C.| He left.",
      "It is “the U.S.” Army.", "They met on St. Mark's Square.", "The U.S. And Brazil left.", "U.S. The Big Picture",
      "Prices etc.| Costs rose.",
    ])
  func abbreviations(marked: String) throws {
    try expectSentences(marked)
  }

  @Test(
    "go on after a question or a cry that somebody reports",
    arguments: [
      "“Go!” he said.| “Why?” Smith asked.", "“Why?” asked Smith.| “Go!”| The crowd left.",
      "“Why?” Prime Minister Bo Li Jr. asked.| She knew.", "“Why?” Smith, the mayor of Ulm, asked.",
      "“Why?” Ludwig van der Berg asked.", "“Why?” Smith later asked.", "“Why?”| Smith left for Ulm.",
      "“Why…” Smith said.", "“Why?”| He asked nobody.", "Jeb! was better.| Wham! went home.",
      "Why?| al-Hakim left.", "“Why?” al-Hakim asked.", "“Why?” – that was all.",
      "“Jeopardy!” host Li Bo left.",
    ])
  func reporting(marked: String) throws {
    try expectSentences(marked)
  }

  @Test("do not end after an item's number")
  func items() throws {
    try expectSentences("1. First we go.| 2. Then we stay.")
    try expectSentences("Two steps: 1. First we go.| 2. Then we stay.")
    try expectSentences("He was born in 1.| Nobody knew.")
  }

  @Test("begin with a small letter where a name does")
  func smallLetters() throws {
    try expectSentences("They left.| al-Qaeda stayed.")
    try expectSentences("They left.| iPad sales rose.")
    try expectSentences("They left. it seems")
  }

  @Test("are cut inside quotations, and statements are not")
  func statements() throws {
    let document = try document("“We go. We stay,” she said. They left.")
    #expect(document.sentenceTexts == ["“We go.", "We stay,” she said.", "They left."])
    #expect(document.statementTexts == ["“We go. We stay,” she said.", "They left."])
  }

  @Test(
    "statements end with a quotation that ends one",
    arguments: [
      "\"We stay.\"| She left.", "\"Why?\" Smith asked.", "\"Why?\"| She left.", "\"We stay,\" Smith said.| She left.",
      "\"We go. We stay.\"| Smith said nothing.", "He called it “home.”| The town did not.",
      "He said “no. never” to me.",
      "“He told me ‘no.'”| She left.", "She said (“We go.”)| They left.", "“We live in the U.S.” Smith said.",
      "“We go.” he said.", "“We go”.| She left.", "“We go. We stay.",
    ])
  func statementEnds(marked: String) throws {
    let document = try document(marked.replacing("|", with: ""))
    #expect(document.statementTexts == marked.split(separator: "| ").map(String.init))
  }

  @Test("never cross a block, and none comes from metadata")
  func blocks() throws {
    let document = try document("No stop here", "date 2023-02-05", "And here. Two.", roles: [1: .metadata])
    #expect(document.sentenceTexts == ["No stop here", "And here.", "Two."])
    #expect(document.sentences.map(\.block) == [0, 2, 2])
  }

  @Test("do not end inside the dateline")
  func dateline() throws {
    let document = try document("ST. PAUL, Minn. — The town slept. It woke.", "So it went.")
    #expect(document.sentenceTexts.first == "ST. PAUL, Minn. — The town slept.")
  }

  private func expectSentences(_ marked: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let document = try document(marked.replacing("|", with: ""))
    #expect(
      document.sentenceTexts == marked.split(separator: "| ").map(String.init), sourceLocation: sourceLocation)
  }
}
