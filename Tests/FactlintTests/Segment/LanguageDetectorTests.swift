import Testing

@testable import Factlint

@Suite("The language of an article")
struct LanguageDetectorTests {
  private static let english = """
    The council said on Monday that it had agreed to the plan, which will cost the city more than it had expected, but \
    the mayor was not at the meeting.
    """
  private static let german = """
    Der Rat hat am Montag dem Plan zugestimmt, der die Stadt mehr kosten wird als erwartet, doch die Bürgermeisterin \
    war in der Sitzung nicht da und will sich erst am Freitag äußern.
    """

  @Test("is told from its function words")
  func words() throws {
    #expect(try language(of: Self.english) == "en")
    #expect(try language(of: Self.english.uppercased()) == "en")
    #expect(try language(of: Self.german) == nil)
  }

  @Test(
    "is none where no pack has it",
    arguments: [
      "O conselho aprovou na segunda-feira o plano, que vai custar à cidade mais do que se esperava, mas a prefeita não foi "
        + "à reunião e só fala na sexta.",
      "De raad heeft maandag ingestemd met het plan, dat de stad meer gaat kosten dan verwacht, maar de burgemeester was "
        + "niet bij de vergadering in het stadhuis.",
      "Совет в понедельник одобрил план, который обойдётся городу дороже, чем ожидалось, но мэра на заседании не было, и "
        + "он выступит только в пятницу.",
      "市议会星期一批准了这项计划，该计划的费用将高于预期，但市长没有出席会议，星期五才会发表讲话。市民对此反应不一，许多人表示担心税收上涨。"
        + "反对派要求公布全部费用，并称这项计划没有经过充分讨论，市政府则表示一切都符合规定，没有任何问题。",
    ])
  func foreign(text: String) throws {
    #expect(try language(of: text) == nil)
  }

  @Test("is the default where the text is too short to tell")
  func short() throws {
    #expect(try language(of: "Bürgermeisterin zurückgetreten") == "en")
    #expect(try language(of: "12, 13, 14") == "en")
    #expect(try language(of: "") == "en")
    let options = Segmenter.Options(defaultLanguage: "de")
    #expect(try segmenter().document(from: article(["Kurz"]), options: options).language == nil)
  }

  @Test("is what the article states, or else the option, before what its words say")
  func stated() throws {
    #expect(try language(of: Self.german, stated: "en-GB") == "en-GB")
    #expect(try language(of: Self.german, stated: "EN_us") == "EN_us")
    #expect(try language(of: Self.english, stated: "de") == nil)
    #expect(try language(of: Self.english, stated: "und") == "en")
    #expect(try language(of: Self.english, option: "fr") == nil)
    #expect(try language(of: Self.german, stated: "en", option: "de") == "en")
  }

  @Test("is that of the pack with the greatest share of function words")
  func best() throws {
    let germanRules = SegmentationRules(
      language: "de",
      functionWords: ["der", "die", "und", "in", "am", "dem", "hat", "war", "als", "nicht", "sich", "will"])
    let both = Segmenter(packs: [try englishRules(), germanRules])
    #expect(both.document(from: article([Self.german])).language == "de")
    #expect(both.document(from: article([Self.english])).language == "en")
  }

  @Test("without a pack leaves the text uncut")
  func uncut() throws {
    let document = try segmenter().document(from: article([Self.german, "„Ja.“"]))
    #expect(document.language == nil)
    #expect(document.sentences.isEmpty && document.statements.isEmpty && document.quotations.isEmpty)
    #expect(document.maskedText == document.article.text)
  }

  @Test("tags match by their subtags from the first on")
  func tags() {
    #expect(LanguageTag("en-GB")?.bestMatch(among: ["de", "en"]) == 1)
    #expect(LanguageTag("pt-BR")?.bestMatch(among: ["pt", "pt-PT", "pt-BR"]) == 2)
    #expect(LanguageTag("pt")?.bestMatch(among: ["pt-PT", "pt-BR"]) == 0)
    #expect(LanguageTag("eng")?.bestMatch(among: ["en"]) == nil)
    #expect(LanguageTag("") == nil)
    #expect(LanguageTag("UND") == nil)
  }

  private func language(of text: String, stated: String? = nil, option: String? = nil) throws -> String? {
    try segmenter().document(
      from: article([text], metadata: Metadata(language: stated)), options: Segmenter.Options(language: option)
    ).language
  }
}
