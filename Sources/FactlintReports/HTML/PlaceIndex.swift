import Factlint

/// Finds the findings that have a place in a stretch of the clean text.
struct PlaceIndex {
  private struct Entry {
    var range: Range<Int>
    var finding: Int
    /// The greatest end of this entry and those before it.
    var reach: Int
  }

  /// The places by where they begin.
  private let entries: [Entry]

  init(_ findings: [Finding]) {
    var entries: [Entry] = []
    for (number, finding) in findings.enumerated() {
      for place in finding.places {
        if case .text(let range) = place.target { entries.append(Entry(range: range, finding: number, reach: 0)) }
      }
    }
    entries.sort { $0.range.lowerBound < $1.range.lowerBound }
    var reach = 0
    for index in entries.indices {
      reach = max(reach, entries[index].range.upperBound)
      entries[index].reach = reach
    }
    self.entries = entries
  }

  /// The findings that have a place which overlaps `range`, by number.
  func findings(touching range: Range<Int>) -> [Int] {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].range.lowerBound < range.upperBound { low = middle + 1 } else { high = middle }
    }
    var found: Set<Int> = []
    while low > 0, entries[low - 1].reach > range.lowerBound {
      low -= 1
      if entries[low].range.overlaps(range) { found.insert(entries[low].finding) }
    }
    return found.sorted()
  }
}
