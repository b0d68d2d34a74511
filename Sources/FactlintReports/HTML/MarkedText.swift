import Factlint

/// An article's clean text cut where facts and places of findings begin and end, so that what overlaps nests in no
/// other than one way.
struct MarkedText {
  /// What covers a stretch of text.
  enum Mark: Equatable {
    /// A fact, by its index in `Report.facts`, and what of it this is.
    case fact(Int, FactStyle)
    /// A place of a finding, by their indices.
    case place(finding: Int, place: Int)
  }

  /// How a part of a fact is marked.
  enum FactStyle: String, CaseIterable {
    case date, count, said, source, person, own
  }

  /// A stretch of one block over which the same marks lie.
  struct Piece {
    /// Where it is in the clean text.
    var range: Range<Int>
    /// What covers it, in the order in which the marks begin.
    var marks: [Mark]
    /// The places that end with it, by their findings.
    var endingFindings: [Int]
  }

  private struct Span {
    var range: Range<Int>
    var mark: Mark
  }

  /// The spans of each block, cut to it, by where they begin.
  private let spans: [[Span]]
  private let blocks: [Block]
  /// Where marks begin: what a link can lead to.
  let starts: Set<Int>

  init(_ report: Report) {
    let blocks = report.document.article.blocks
    var spans = [[Span]](repeating: [], count: blocks.count)
    var starts: Set<Int> = []
    func add(_ range: Range<Int>, _ mark: Mark) {
      var index = Self.firstBlock(endingAfter: range.lowerBound, in: blocks)
      while index < blocks.count, blocks[index].range.lowerBound < range.upperBound {
        let part = range.clamped(to: blocks[index].range)
        if !part.isEmpty {
          spans[index].append(Span(range: part, mark: mark))
          starts.insert(part.lowerBound)
        }
        index += 1
      }
    }
    for (index, fact) in report.facts.enumerated() {
      for (range, style) in Self.parts(of: fact) { add(range, .fact(index, style)) }
    }
    for (number, finding) in report.findings.enumerated() {
      for (place, location) in finding.places.enumerated() {
        if case .text(let range) = location.target { add(range, .place(finding: number, place: place)) }
      }
    }
    for index in spans.indices {
      spans[index].sort { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
    }
    self.spans = spans
    self.blocks = blocks
    self.starts = starts
  }

  /// The parts of a fact that are marked.
  private static func parts(of fact: Fact) -> [(Range<Int>, FactStyle)] {
    switch fact.value {
    case .date: [(fact.range, .date)]
    case .count: [(fact.range, .count)]
    case .person: [(fact.range, .person)]
    case .record: fact.isListed ? [(fact.range, .own)] : []
    case .attribution(let attribution):
      attribution.content.map { ($0, .said) } + (attribution.source.map { [($0, .source)] } ?? [])
    }
  }

  private static func firstBlock(endingAfter offset: Int, in blocks: [Block]) -> Int {
    var low = 0
    var high = blocks.count
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The pieces of a block, in order and without a gap.
  func pieces(ofBlock index: Int) -> [Piece] {
    let block = blocks[index].range
    let spans = spans[index]
    var cuts = Set([block.lowerBound, block.upperBound])
    for span in spans { cuts.formUnion([span.range.lowerBound, span.range.upperBound]) }
    let ordered = cuts.sorted()
    var pieces: [Piece] = []
    var open: [Span] = []
    var next = 0
    for (lower, upper) in zip(ordered, ordered.dropFirst()) {
      open.removeAll { $0.range.upperBound <= lower }
      while next < spans.count, spans[next].range.lowerBound <= lower {
        open.append(spans[next])
        next += 1
      }
      let ending = open.compactMap { span -> Int? in
        guard span.range.upperBound == upper, case .place(let finding, _) = span.mark else { return nil }
        return finding
      }
      pieces.append(Piece(range: lower..<upper, marks: open.map(\.mark), endingFindings: ending))
    }
    return pieces
  }

  /// The findings whose first place in the text begins in each block; those without one are for the first block.
  func findings(byBlockOf report: Report) -> [[Int]] {
    var result = [[Int]](repeating: [], count: max(blocks.count, 1))
    for (number, finding) in report.findings.enumerated() {
      let start = finding.places.lazy.compactMap { location -> Int? in
        if case .text(let range) = location.target { range.lowerBound } else { nil }
      }.first
      let block = start.map { Self.firstBlock(endingAfter: $0, in: blocks) } ?? 0
      result[min(block, result.count - 1)].append(number)
    }
    return result
  }
}
