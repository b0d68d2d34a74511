/// What the text around a date says of it, looked up only where it matters.
extension DateResolution {
  /// What the sentence says of the tense.
  func tense() -> Tense? {
    let context = wording.context
    guard context.document.sentences.indices.contains(sentence) else { return nil }
    return context.words.tenseCues.tense(
      around: wording.mention.range, isOwner: wording.has(.owner), in: context.document.sentences[sentence].range,
      of: context.clean)
  }

  /// The years that stand alone in the sentence of a date, without a day or month: "2019", "last year".
  func namedYears() -> [Int] {
    guard wording.context.document.sentences.indices.contains(sentence) else { return [] }
    let range = wording.context.document.sentences[sentence].range
    let before = wordings[..<id].reversed().prefix { range.contains($0.mention.range.lowerBound) }
    let after = wordings[(id + 1)...].prefix { range.contains($0.mention.range.lowerBound) }
    return before.compactMap(yearAlone) + after.compactMap(yearAlone)
  }

  private func yearAlone(of wording: DateWording) -> Int? {
    if let stated = wording.year { return stated.isShort || wording.has(.month) ? nil : stated.number }
    guard wording.form == .shift, wording.unit == .year, let deictic = wording.deictic, deictic.isFromArticle,
      deictic.count < 0
    else { return nil }
    return reference.map { $0.year + deictic.count }
  }

  /// How many bytes may stand between two dates of one range, such as "to" and "through".
  private static let greatestRangeGap = 12

  /// The year that the date right after this one states for both: "March 3 to April 5, 2012".
  func followingYear() -> Int? {
    guard id + 1 < wordings.count, wording.has(.month), !wording.has(.year) else { return nil }
    let second = wordings[id + 1]
    guard second.has(.month), let year = second.year, !year.isShort, !second.isBeforeCommonEra,
      wording.mention.block == second.mention.block
    else { return nil }
    let gap = second.mention.range.lowerBound - wording.mention.range.upperBound
    return (0...Self.greatestRangeGap).contains(gap) ? year.number : nil
  }
}
