/// Whose words stand where.
struct Voices: Sendable {
  /// Stretches that are not the narrator's, in the order of the text; of two that overlap the later one is the inner.
  private var stretches: [Stretch] = []
  /// The speakers of the article's attributions.
  private var speakers: [String?] = []

  private struct Stretch {
    var start, end: Int
    /// Whether it is a quotation.
    var isDirect: Bool
    /// The number of who speaks, -1 where nobody is named.
    var speaker: Int
    /// Its number before all were put in order.
    var number = 0
    /// How far it or one before it reaches.
    var reach = 0
  }

  /// The voice of an article that the narrator alone tells.
  init() {}

  /// The voices that attributions give to the words that they attribute: a quotation's inside its marks, the reporter's
  /// of what somebody is reported to have said outside of them.
  init(of facts: [Fact], quotations: [Quotation]) {
    if facts.isEmpty, quotations.isEmpty { return }
    stretches.reserveCapacity(facts.count + quotations.count)
    // Quotations come first here, and so after the reported words of the same place.
    for quotation in quotations where quotation.depth == 0 {
      stretches.append(
        Stretch(start: quotation.range.lowerBound, end: quotation.range.upperBound, isDirect: true, speaker: -1))
    }
    let outermost = stretches.indices
    speakers.reserveCapacity(facts.count)
    for index in facts.indices {
      guard case .attribution(let attribution) = facts[index].value else { continue }
      speakers.append(attribution.speaker)
      let isNamed = attribution.speaker != nil
      for content in attribution.content {
        if attribution.mode != .direct {
          stretches.append(
            Stretch(
              start: content.lowerBound, end: content.upperBound, isDirect: false,
              speaker: isNamed ? speakers.count - 1 : -1))
        }
        if !isNamed || outermost.isEmpty { continue }
        var (low, high) = (0, outermost.count)
        while low < high {
          let middle = (low + high) / 2
          if stretches[middle].end > content.lowerBound { high = middle } else { low = middle + 1 }
        }
        while low < outermost.count, stretches[low].start < content.upperBound {
          if stretches[low].speaker < 0 { stretches[low].speaker = speakers.count - 1 }
          low += 1
        }
      }
    }
    sort()
  }

  /// Puts stretches in the order of the text, the longer of two before the other and reported words before quoted ones.
  private mutating func sort() {
    for index in stretches.indices { stretches[index].number = index }
    stretches.sort { one, other in
      if one.start != other.start { return one.start < other.start }
      if one.end != other.end { return one.end > other.end }
      return one.isDirect == other.isDirect ? one.number < other.number : other.isDirect
    }
    var reach = 0
    for index in stretches.indices {
      reach = max(reach, stretches[index].end)
      stretches[index].reach = reach
    }
  }

  /// The voice of a place.
  func voice(at offset: Int) -> Voice {
    var (index, high) = (0, stretches.count)
    while index < high {
      let middle = (index + high) / 2
      if stretches[middle].start > offset { high = middle } else { index = middle + 1 }
    }
    while index > 0, offset < stretches[index - 1].reach {
      index -= 1
      if offset < stretches[index].end {
        let stretch = stretches[index]
        let speaker = stretch.speaker < 0 ? nil : speakers[stretch.speaker]
        return stretch.isDirect ? .direct(speaker: speaker) : .indirect(speaker: speaker)
      }
    }
    return .narrator
  }
}
