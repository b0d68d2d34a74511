import TestSupport
import Testing

@testable import Factlint

@Suite("A table of numbers by hashes")
struct HashedNumbersTests {
  @Test("gives each hash its number, and none to others", arguments: [0, 1, 2, 50, 5_000])
  func numbers(count: Int) {
    var random = SplitMix64(seed: UInt64(count))
    let given = (0..<count).map { (hash: random.next(), number: $0 % 700) }
    let table = HashedNumbers(given, greatest: 700) { first, second in
      Issue.record("\(first) and \(second) are the same to the table")
      return first
    }
    for (hash, number) in given { #expect(table.number(of: hash) == number) }
    let strangers = (0..<5_000).count { _ in table.number(of: random.next()) >= 0 }
    // A part of 22 bits is the same by chance once in four million.
    #expect(strangers <= 1)
  }

  @Test("joins the numbers of hashes that it cannot tell apart")
  func joining() {
    // To a table for so great numbers, only a byte of the mixed hash is left to tell them apart by.
    var random = SplitMix64(seed: 1)
    let given = (0..<2_000).map { (hash: random.next(), number: $0) }
    var parts: [Int: Set<Int>] = [:]
    var next = 2_000
    func members(_ number: Int) -> Set<Int> { parts[number] ?? [number] }
    let table = HashedNumbers(given, greatest: 1 << 24 - 2) { first, second in
      parts[next] = members(first).union(members(second))
      next += 1
      return next - 1
    }
    #expect(!parts.isEmpty)
    for (hash, number) in given { #expect(members(table.number(of: hash)).contains(number)) }
  }
}
