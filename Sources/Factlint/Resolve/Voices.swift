/// Whose words stand where.
struct Voices: Sendable {
  /// Stretches that are not the narrator's, in the order of the text; of two that overlap the later one is the inner.
  private let stretches: [(range: Range<Int>, voice: Voice)]
  /// For each stretch, how far it or one before it reaches.
  private let reaches: [Int]

  /// - Parameter stretches: In the order of the text.
  init(stretches: [(range: Range<Int>, voice: Voice)] = []) {
    self.stretches = stretches
    var reach = 0
    reaches = stretches.map { stretch in
      reach = max(reach, stretch.range.upperBound)
      return reach
    }
  }

  /// The voice of a place.
  func voice(at offset: Int) -> Voice {
    var index = stretches.partitioningIndex { $0.range.lowerBound > offset }
    while index > 0, offset < reaches[index - 1] {
      index -= 1
      if offset < stretches[index].range.upperBound { return stretches[index].voice }
    }
    return .narrator
  }
}
