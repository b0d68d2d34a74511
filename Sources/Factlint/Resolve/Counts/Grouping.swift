/// Indices by a small number that each has, such as that of its sentence.
struct Grouping {
  /// The indices, those of one number together and in rising order.
  private let members: [Int]
  /// Where those of each number begin, and where the last end.
  private let starts: [Int]

  /// - Parameters:
  ///   - keys: For each index, its number.
  ///   - bound: A bound above all numbers.
  init(_ keys: [Int], below bound: Int) {
    var starts = [Int](repeating: 0, count: bound + 1)
    for key in keys { starts[key + 1] += 1 }
    for key in 0..<bound { starts[key + 1] += starts[key] }
    self.starts = starts
    var members = [Int](repeating: 0, count: keys.count)
    for (index, key) in keys.enumerated() {
      members[starts[key]] = index
      starts[key] += 1
    }
    self.members = members
  }

  /// The indices of a number.
  subscript(key: Int) -> ArraySlice<Int> { members[starts[key]..<starts[key + 1]] }
}
