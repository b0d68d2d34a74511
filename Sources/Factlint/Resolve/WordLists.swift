/// The word lists that resolution asks over and over, by properties, so that none is looked for by its name.
///
/// A pack without one of them has it empty.
final class WordLists: Sendable {
  // MARK: Attributions

  /// Verbs that report a clause.
  let sayCues: WordTable<String>
  /// Verbs that report a matter.
  let matterCues: WordTable<String>
  /// Verbs that report words of which some are quoted.
  let mixedCues: WordTable<String>
  /// Verbs of reporting, with their classes.
  let reportingVerbs: WordTable<String>
  /// Verbs that say whom something is said to.
  let tellCues: WordTable<String>
  /// Verbs of passing on what somebody says.
  let passingVerbs: WordTable<String>
  let prepositions: WordTable<String>
  let denialWords: WordTable<String>
  /// What says that something had been said before, or is read out.
  let repeatWords: WordTable<String>
  let modalVerbs: WordTable<String>
  /// What stands before a venue.
  let venueLeads: WordTable<String>
  /// What something is said in, or at.
  let venueHeads: WordTable<String>

  // MARK: People

  /// Titles, some of a man or a woman.
  let honorifics: WordTable<String>
  let pronouns: WordTable<String>
  let singleOffices: WordTable<String>
  let singleRanks: WordTable<String>
  let officeQualifiers: WordTable<String>
  let nations: WordTable<String>
  let courtesyTitles: WordTable<String>
  let givenNameForms: WordTable<String>
  let formsOfAddress: WordTable<String>
  /// Offices of which a body has one.
  let soleOffices: WordTable<String>
  /// What makes an office a deputy's.
  let lowerOffices: WordTable<String>
  let officesOfSeveral: WordTable<String>
  /// What goes on with the word of an office, which then is none.
  let officeEnds: WordTable<String>
  /// What stands before an office and says nothing of whose it is.
  let noOwners: WordTable<String>
  let officeJoints: WordTable<String>
  let possessives: WordTable<String>
  let articles: WordTable<String>
  /// Small words inside of names.
  let nameJoints: WordTable<String>

  // MARK: Counts

  let numerals: WordTable<String>
  let countedNouns: WordTable<String>
  let victimNouns: WordTable<String>
  let fateOutcomes: WordTable<String>
  let partSeparators: WordTable<String>
  let placePrepositions: WordTable<String>
  let definiteWords: WordTable<String>
  let comparisonWords: WordTable<String>
  let recordWords: WordTable<String>
  let finiteVerbs: WordTable<String>
  let totalOpenings: WordTable<String>

  /// The separators that are words, each with the space behind it.
  let separatorsInWords: [[UInt8]]
  /// The last words of what opens a number of all.
  let totalOpeningEnds: WordTable<String>

  // MARK: Dates

  let months: WordTable<String>
  let weekdays: WordTable<String>
  let recurringWeekdays: WordTable<String>
  let monthWordDays: WordTable<String>
  let seasons: WordTable<String>
  let partOrdinals: WordTable<String>
  let quarterCodes: WordTable<String>
  let quarterSpans: WordTable<String>
  let lastHalves: WordTable<String>
  let halfCodes: WordTable<String>
  let partsOfDay: WordTable<String>
  let dayPartWords: WordTable<String>
  let eras: WordTable<String>
  let holidays: WordTable<String>
  let timeReferences: WordTable<String>
  let timeReferenceAdjectives: WordTable<String>
  let soon: WordTable<String>
  let oneDay: WordTable<String>
  let setQuantifiers: WordTable<String>
  let recurrences: WordTable<String>
  let dateEdges: WordTable<String>
  let timeApproximations: WordTable<String>
  let roundYears: WordTable<String>
  let yearHighs: WordTable<String>
  let yearLows: WordTable<String>
  let decadeWords: WordTable<String>
  let timeUnits: WordTable<String>
  let lengthUnitSingles: WordTable<String>
  let vagueAmounts: WordTable<String>
  let articleWords: WordTable<String>
  let clockWords: WordTable<String>
  let meridiems: WordTable<String>
  let timeZones: WordTable<String>

  // MARK: Dates told from others, with what they say read already

  let deictics: WordTable<DateWording.Deictic>
  let deicticNames: WordTable<DateWording.Deictic>
  let deicticUnits: WordTable<DateWording.Deictic>
  let directions: WordTable<DateWording.Deictic>
  let relativeDays: WordTable<DateWording.Deictic>
  let dayPartShifts: WordTable<DateWording.Deictic>

  init(_ tables: [String: WordTable<String>], lexicons: [String: Lexicon]) {
    let none = WordTable<String>([:], ignoresCase: true)
    func table(_ name: String) -> WordTable<String> { tables[name] ?? none }
    func shifts(_ name: String) -> WordTable<DateWording.Deictic> {
      let entries = lexicons[name]?.entries ?? []
      let ignoresCase = lexicons[name]?.ignoresCase ?? true
      var values: [String: DateWording.Deictic] = [:]
      for entry in entries {
        values[ignoresCase ? WordFolding.folded(entry.text) : entry.text] = DateWording.Deictic(entry.value)
      }
      return WordTable(values, ignoresCase: ignoresCase)
    }
    sayCues = table("say-cue")
    matterCues = table("matter-cue")
    mixedCues = table("mixed-cue")
    reportingVerbs = table("reporting-verb")
    tellCues = table("tell-cue")
    passingVerbs = table("passing-verb")
    prepositions = table("preposition")
    denialWords = table("denial-word")
    repeatWords = table("repeat-word")
    modalVerbs = table("modal-verb")
    venueLeads = table("venue-lead")
    venueHeads = table("venue-head")
    honorifics = table("honorific")
    pronouns = table("source-pronoun")
    singleOffices = table("single-office")
    singleRanks = table("single-rank")
    officeQualifiers = table("office-qualifier")
    nations = table("nation")
    courtesyTitles = table("courtesy-title")
    givenNameForms = table("given-name-form")
    formsOfAddress = table("form-of-address")
    soleOffices = table("sole-office")
    lowerOffices = table("office-lower")
    officesOfSeveral = table("office-of-several")
    officeEnds = table("office-end")
    noOwners = table("office-no-owner")
    officeJoints = table("office-joint")
    possessives = table("possessive")
    articles = table("article")
    nameJoints = table("name-joint")
    numerals = table("numeral")
    countedNouns = table("counted-noun")
    victimNouns = table("victim-noun")
    fateOutcomes = table("fate-outcome")
    partSeparators = table("part-separator")
    separatorsInWords = (lexicons["part-separator"]?.entries ?? []).filter { $0.text.last?.isLetter == true }.map {
      Array($0.text.utf8) + [0x20]
    }
    let openings = lexicons["total-opening"]?.entries ?? []
    totalOpeningEnds = WordTable(
      openings.compactMap { entry in WordFolding.words(of: entry.text).last.map { (key: $0, value: entry.value) } },
      ignoresCase: true)
    placePrepositions = table("place-preposition")
    definiteWords = table("definite-word")
    comparisonWords = table("comparison-word")
    recordWords = table("record-word")
    finiteVerbs = table("finite-verb")
    totalOpenings = table("total-opening")
    months = table("month")
    weekdays = table("weekday")
    recurringWeekdays = table("recurring-weekday")
    monthWordDays = table("month-word-day")
    seasons = table("season")
    partOrdinals = table("part-ordinal")
    quarterCodes = table("quarter-code")
    quarterSpans = table("quarter-span")
    lastHalves = table("last-half")
    halfCodes = table("half-code")
    partsOfDay = table("part-of-day")
    dayPartWords = table("day-part-word")
    eras = table("era")
    holidays = table("holiday")
    timeReferences = table("time-reference")
    timeReferenceAdjectives = table("time-reference-adjective")
    soon = table("soon")
    oneDay = table("one-day")
    setQuantifiers = table("set-quantifier")
    recurrences = table("recurrence")
    dateEdges = table("date-edge")
    timeApproximations = table("time-approximation")
    roundYears = table("round-year")
    yearHighs = table("year-high")
    yearLows = table("year-low")
    decadeWords = table("decade-word")
    timeUnits = table("time-unit")
    lengthUnitSingles = table("length-unit-single")
    vagueAmounts = table("vague-amount")
    articleWords = table("article-word")
    clockWords = table("clock-word")
    meridiems = table("meridiem")
    timeZones = table("time-zone")
    deictics = shifts("deictic")
    deicticNames = shifts("deictic-name")
    deicticUnits = shifts("deictic-unit")
    directions = shifts("direction")
    relativeDays = shifts("relative-day")
    dayPartShifts = shifts("day-part-word")
  }
}
