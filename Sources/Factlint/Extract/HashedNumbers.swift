/// Small numbers by hashes, four bytes each: a text asks for each of its words, and what is small stays in a processor's
/// caches.
///
/// An entry has the number and as much of the hash as there is room for beside it. Of two hashes of which it is the same,
/// the numbers are joined; and a hash that the table was not made of may be taken, very seldom, for one that it was.
struct HashedNumbers {
  /// Open addressing: part of a hash in the upper bits, and in the lower ones 1 more than the number; 0 where nothing is.
  private let entries: [UInt32]
  /// The lower bits of an entry.
  private let numberMask: UInt32

  /// Takes hashes and their numbers.
  ///
  /// - Parameters:
  ///   - greatest: The greatest number that any hash may have, joined ones included; below 2²⁴.
  ///   - joined: Gives the number of two hashes that cannot be told apart, which have the given ones.
  init(_ numbers: some Collection<(hash: UInt64, number: Int)>, greatest: Int, joined: (Int, Int) -> Int) {
    precondition(greatest < 1 << 24, "An entry has no room for such a number.")
    let mask = UInt32(1) << UInt32(UInt64.bitWidth - (greatest + 1).leadingZeroBitCount) - 1
    var entries = [UInt32](repeating: 0, count: numbers.count * 7 / 4 + 1)
    for (hash, number) in numbers {
      var place = Self.place(of: hash, in: entries.count)
      let part = Self.part(of: hash, mask)
      while entries[place] != 0, entries[place] & ~mask != part { place = place + 1 == entries.count ? 0 : place + 1 }
      let known = Int(entries[place] & mask)
      let all = known == 0 || known - 1 == number ? number : joined(known - 1, number)
      precondition(all <= greatest, "A joined number must be announced.")
      entries[place] = part | UInt32(all + 1)
    }
    (self.entries, numberMask) = (entries, mask)
  }

  /// The number of a hash; -1 for one that the table has not.
  @inline(__always)
  func number(of hash: UInt64) -> Int {
    let entries = entries.span
    var place = Self.place(of: hash, in: entries.count)
    let part = Self.part(of: hash, numberMask)
    while case let entry = entries[place], entry != 0 {
      if entry & ~numberMask == part { return Int(entry & numberMask) &- 1 }
      place &+= 1
      if place == entries.count { place = 0 }
    }
    return -1
  }

  /// Mixes the bits of a hash, since those of short words are much alike.
  @inline(__always)
  private static func mixed(_ hash: UInt64) -> UInt64 { hash &* 0x9E37_79B9_7F4A_7C15 }

  /// The place of some at which to look for a hash first: as far among them as its upper half is among all.
  @inline(__always)
  private static func place(of hash: UInt64, in count: Int) -> Int {
    let product = (mixed(hash) &>> 32) &* UInt64(truncatingIfNeeded: count)
    return Int(truncatingIfNeeded: product &>> 32)
  }

  /// The part of a hash that an entry has; of the lower half, which says nothing of the place.
  @inline(__always)
  private static func part(of hash: UInt64, _ mask: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: mixed(hash)) & ~mask
  }
}
