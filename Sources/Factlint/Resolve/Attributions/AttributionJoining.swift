/// Joins what is told of one attribution in several places, and parts what is told of several in one.
extension AttributionReader {
  /// Joins a quotation to the one before a cue that it goes on after ("…," she said, "…").
  func joinQuotationsAfterCue(_ readings: inout [Reading]) {
    let document = context.document
    for index in readings.indices {
      guard let cue = readings[index].cue, readings[index].content.count == 1,
        readings[index].content[0].upperBound <= cue.lowerBound, isQuoted(readings[index].content[0])
      else { continue }
      let statement = statement(at: cue.lowerBound)
      let next = document.quotations.partitioningIndex { $0.range.lowerBound >= cue.upperBound }
      guard next < document.quotations.count, case let quotation = document.quotations[next].range,
        quotation.upperBound <= statement.upperBound, quotation.lowerBound >= 2,
        clean[quotation.lowerBound - 2] == 0x2C, context.spend(readings.count),
        !readings.contains(where: { $0.content.contains { $0.overlaps(quotation) } })
      else { continue }
      readings[index].content.append(quotation)
    }
  }

  /// Ends what a source says where another clause with a source of its own begins: ", while the union warned that …".
  func endBeforeNextSource(_ readings: inout [Reading]) {
    var sources: [(source: Range<Int>, cue: Range<Int>)] = []
    sources.reserveCapacity(readings.count)
    for reading in readings where !reading.isSourceCarried {
      if let source = reading.source, let cue = reading.cue { sources.append((source, cue)) }
    }
    for index in readings.indices {
      guard let cue = readings[index].cue, let last = readings[index].content.last, last.lowerBound > cue.lowerBound
      else {
        continue
      }
      for (source, otherCue) in sources
      where last.contains(source.lowerBound) && otherCue.lowerBound > source.lowerBound
        && last.contains(otherCue.lowerBound)
      {
        // The word before the source joins the clauses, and a comma stands before it.
        var start = source.lowerBound - 1
        guard start > last.lowerBound + 2, masked[start] == 0x20 else { continue }
        let end = start
        while start > last.lowerBound, masked[start - 1] != 0x20 { start -= 1 }
        guard start > last.lowerBound + 2, masked[start - 2] == 0x2C, beginsAnotherClause(start), end > start,
          let shorter = trimmed(last.lowerBound..<start - 2)
        else { continue }
        readings[index].content[readings[index].content.count - 1] = shorter
        break
      }
    }
  }

  /// Finds the source of a verb or participle that goes on with what a source says: the one that spoke before in the
  /// same statement, or else whom the statement is about.
  func nameSourcesOfCarriedCues(_ readings: inout [Reading]) {
    for index in readings.indices {
      guard let cue = readings[index].cue, readings[index].source == nil, context.spend(readings.count) else {
        continue
      }
      let statement = statement(at: cue.lowerBound)
      let earlier = readings.indices.filter { other in
        guard let otherCue = readings[other].cue, readings[other].source != nil else { return false }
        return otherCue.upperBound <= cue.lowerBound && statement.contains(otherCue.lowerBound)
      }
      let last = earlier.max { readings[$0].cue?.lowerBound ?? 0 < readings[$1].cue?.lowerBound ?? 0 }
      readings[index].source = last.flatMap { readings[$0].source } ?? readings[index].subject
      readings[index].isSourceCarried = true
    }
    readings.removeAll { $0.cue != nil && $0.source == nil }
  }

  /// Joins a quotation that is a sentence by itself to the quotation before it whose source comes between the two.
  func joinLoneQuotations(_ readings: inout [Reading]) {
    guard readings.contains(where: { $0.cue == nil }) else { return }
    var joined: [Reading] = []
    joined.reserveCapacity(readings.count)
    for reading in readings {
      if reading.cue == nil, let last = joined.last, last.block == reading.block, let cue = last.cue,
        let end = last.content.last, isQuoted(last.content[0]), last.content[0].lowerBound < cue.lowerBound,
        isNextStatement(reading.range, after: max(end.upperBound, cue.upperBound))
      {
        joined[joined.count - 1].content.append(reading.content[0])
      } else {
        joined.append(reading)
      }
    }
    readings = joined
  }

  private func isNextStatement(_ range: Range<Int>, after offset: Int) -> Bool {
    let next = statements.partitioningIndex { $0.range.lowerBound >= offset }
    return next < statements.count && statements[next].range.lowerBound == range.lowerBound
  }
}
