@testable import Factlint

/// A report with facts that stand at their words in a text of sentences, for checks to be applied to.
struct FactSketch {
  var report: Report

  /// Takes blocks of text; the first may be the headline.
  init(_ blocks: String..., headline: Bool = false) throws {
    let document = try segmenter().document(
      from: article(blocks, roles: headline ? [0: .headline] : [:]), options: Segmenter.Options(language: "en"))
    report = Report(document: document)
  }

  /// Where the words first stand at or behind the last fact's end, or anywhere.
  func range(of words: String) -> Range<Int> {
    let text = report.document.article.text
    let wanted = Array(words.utf8)
    let start = report.facts.last?.range.lowerBound ?? 0
    for from in [start, 0] {
      for index in from..<max(from, text.count - wanted.count + 1)
      where Array(text[index..<index + wanted.count]) == wanted
        && !report.facts.contains(where: { $0.range == index..<index + wanted.count })
      {
        return index..<index + wanted.count
      }
    }
    return 0..<0
  }

  /// Adds a count at its words.
  mutating func count(
    _ words: String, _ amount: Interval, noun: String? = nil, event: String? = "crash", voice: Voice = .narrator,
    reservations: ReservationSet = []
  ) {
    let range = range(of: words)
    let value = CountFact(amount: amount, unit: "item", noun: noun, number: range, event: event)
    add("count", range, .count(value), voice: voice, reservations: reservations)
  }

  /// Adds a date at its words.
  mutating func date(_ words: String, _ date: DateFact, reservations: ReservationSet = []) {
    add("date", range(of: words), .date(date), voice: .narrator, reservations: reservations)
  }

  /// Adds a desk's own fact at its words.
  mutating func record(_ words: String, kind: String = "desk", _ values: [String: SlotValue]) {
    add(kind, range(of: words), .record(values), voice: .narrator, reservations: [])
  }

  private mutating func add(
    _ kind: String, _ range: Range<Int>, _ value: Fact.Value, voice: Voice, reservations: ReservationSet
  ) {
    let block = report.document.article.blocks.firstIndex { $0.range.contains(range.lowerBound) } ?? 0
    report.facts.append(
      Fact(
        kind: kind, rule: "rule/\(kind)", range: range, block: block, sentence: 0, voice: voice, value: value,
        reservations: reservations))
  }

  mutating func breakdown(whole: Int, parts: [Int], _ mode: Breakdown.Mode) {
    report.breakdowns.append(
      Breakdown(rule: "rule/breakdown", range: report.facts[whole].range, whole: whole, parts: parts, mode: mode))
  }

  /// The report after the checks.
  func checked(_ checks: CheckRule...) -> Report {
    let words = [
      Lexicon(name: "weekday", entries: [.init(text: "Sunday", value: "7"), .init(text: "Monday", value: "1")]),
      Lexicon(name: "month", entries: [.init(text: "February", value: "2")]),
    ]
    var pack = RulePack(name: "t", version: "1", language: "en", checks: checks)
    for lexicon in words { pack.lexicons[lexicon.name] = lexicon }
    var report = report
    Checker(pack: pack).check(&report)
    return report
  }
}

/// A check that counts of one event agree.
func agreeCheck(
  _ id: String = "count/repeated", severity: Severity = .error, confidence: Double = 0.9, between: [String] = [],
  unless: [String] = [], message: String = "{first} and {second} in {event}", over: String = "count"
) -> CheckRule {
  CheckRule(
    id: id, relation: .agree, name: "n", severity: severity, confidence: confidence, message: message, over: over,
    key: ["event"], value: "amount", between: between, unless: unless)
}

/// A check of totals.
let totalCheck = CheckRule(
  id: "count/total", relation: .total, name: "n", severity: .error, confidence: 0.8,
  message: "{whole}, {sum}, {parts}, {part}", over: "breakdown", unless: ["negated"])

/// The interval of one whole number.
func exactly(_ number: Int) -> Interval { Interval(Rational(number)) }

/// An interval with vague ends.
func roughly(_ low: Int, _ high: Int) -> Interval { Interval(from: Rational(low), through: Rational(high)).vague }

extension Report {
  /// The findings' messages.
  var messages: [String] { findings.map(\.message) }
}
