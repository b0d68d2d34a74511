/// The word lists that the checks of names ask over and over, by properties, so that none is looked for by its name.
///
/// A pack without one of them has it empty.
final class NameWords: Sendable {
  /// Several word lists, of which a word is to be in any.
  typealias Lists = [WordTable<String>]

  let honorifics: Lists
  /// Honorifics, and what else stands before the name of somebody.
  let titles: Lists
  let bodies: Lists
  let nations: Lists
  let particles: Lists
  /// What is beside the name of who speaks, and also of whom only some words are quoted.
  let speech: Lists
  let anySpeech: Lists
  /// What no misspelled name is, and what no given name or surname is.
  let noNames: Lists
  let noSurnames: Lists
  /// What says who somebody is.
  let introductions: Lists
  let relatives: Lists
  /// Short forms of given names, with their full ones.
  let givenNameForms: Lists
  let pastEndings: Lists
  let inflections: Lists
  let denials: Lists
  let articles: Lists
  /// What says that somebody has gone back on what they said.
  let turns: Lists

  init(_ words: PackWords) {
    func lists(_ names: String...) -> Lists { names.compactMap { words.table($0) } }
    honorifics = lists("honorific")
    titles = lists("honorific", "role", "role-modifier", "title-end")
    bodies = lists("organisation-word", "place-word", "nation")
    nations = lists("nation")
    particles = lists("name-particle")
    speech = lists("quote-cue", "that-cue", "tell-cue", "after-name")
    anySpeech = speech + lists("mixed-cue")
    noNames = lists("month", "weekday", "nation", "capital-word")
    noSurnames = lists(
      "organisation-word", "place-word", "nation", "month", "weekday", "capital-word", "headline-word")
    introductions = lists("introduction-word")
    relatives = lists("family-word")
    givenNameForms = lists("given-name-form")
    pastEndings = lists("participle-ending")
    inflections = lists("name-inflection")
    denials = lists("denial-word")
    articles = lists("article")
    turns = lists("turn-word")
  }

  /// Whether a word is in one of some lists, with a full stop or without.
  static func has(_ word: String, in lists: Lists) -> Bool {
    if lists.contains(where: { $0.contains(word) }) { return true }
    let abbreviation = word + "."
    return lists.contains { $0.contains(abbreviation) }
  }
}
