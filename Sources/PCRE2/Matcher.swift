import CPCRE2

// SAFETY (@safe): the pointers are never nil, belong to this object alone and are freed only in deinit (or when match
// data is replaced by greater). No pointer leaves this file. The class is not Sendable, and the use of it from within
// the body of forEachMatch is harmless, since nothing in here points into match data while a body runs.
/// Working memory for matching on one thread, to be kept and used again for any number of patterns and texts.
///
/// It has the results of the last match (grown to the pattern with most groups), the limits, a stack of 32 to 512 KiB
/// for machine code, and the interpreter's heap (kept between matches, at most `MatchLimits.heapKibibytes`).
/// A match that fails allocates nothing.
@safe
public final class Matcher {
  private let context: OpaquePointer
  private let stack: OpaquePointer?
  private var results: OpaquePointer
  private var resultCapacity: Int

  /// Makes working memory with limits for each match.
  public init(limits: MatchLimits = .default) {
    resultCapacity = MatchedGroups.inlineGroups
    // SAFETY: creation functions without preconditions, which return nil where there is no memory.
    guard let context = unsafe pcre2_match_context_create_8(nil),
      let results = unsafe pcre2_match_data_create_8(UInt32(MatchedGroups.inlineGroups), nil)
    else { preconditionFailure("Out of memory.") }
    unsafe self.context = unsafe context
    unsafe self.results = unsafe results
    // SAFETY: as above, but nil is no fault: it is what a library without JIT returns, and machine code without a
    // stack of its own takes 32 KiB of the thread's.
    unsafe stack = unsafe pcre2_jit_stack_create_8(32 * 1024, 512 * 1024, nil)
    // SAFETY: context and stack are valid, live as long as this object, and no other context has the stack.
    unsafe pcre2_set_match_limit_8(context, limits.match)
    unsafe pcre2_set_depth_limit_8(context, limits.depth)
    unsafe pcre2_set_heap_limit_8(context, limits.heapKibibytes)
    if let stack = unsafe stack {
      unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    }
  }

  deinit {
    // SAFETY: each was created by this object and is freed once; nil is accepted.
    unsafe pcre2_match_data_free_8(results)
    unsafe pcre2_match_context_free_8(context)
    unsafe pcre2_jit_stack_free_8(stack)
  }

  /// Finds the first match that begins at or after a byte offset inside a window of the text; nil where there is none.
  ///
  /// The pattern sees nothing outside of the window: `^`, `$`, `\b` and lookarounds take the window's ends for the
  /// text's. They do see what lies in the window before `start`.
  ///
  /// - Parameters:
  ///   - window: Byte range of the subject, with ends on scalar boundaries.
  ///   - start: Byte offset inside the window (its end included) on a scalar boundary; nil is the window's beginning.
  /// - Throws: `MatchError` where a limit was reached.
  public func firstMatch(
    of pattern: Pattern, in subject: Subject, window: Range<Int>, from start: Int? = nil
  ) throws(MatchError) -> Match? {
    check(window, of: subject)
    let from = start ?? window.lowerBound
    precondition(
      from >= window.lowerBound && from <= window.upperBound && subject.isScalarBoundary(from),
      "The start must be a scalar boundary inside the window.")
    let setGroups = try search(for: pattern.code, in: subject, window: window, from: from, options: 0)
    guard setGroups > 0 else { return nil }
    return Match(of: pattern.code, groups(setGroups: setGroups, window: window, from: from))
  }

  /// Calls a function for each match of an anchored pattern that begins at one of some byte offsets, from left to right;
  /// none inside the one before.
  ///
  /// It is `firstMatch` for those who try many places, of which most fail: a failure costs nothing but the search. Of a
  /// pattern that is not anchored it finds the first match from each place on.
  ///
  /// - Parameters:
  ///   - window: Byte range of the subject, with ends on scalar boundaries; see `firstMatch`.
  ///   - places: Where to look, in bytes, ascending, each a scalar boundary inside the window (its end included).
  /// - Throws: `MatchError` where a limit was reached (earlier matches were delivered), or what the body throws.
  public func forEachMatch(
    of pattern: Pattern, in subject: Subject, window: Range<Int>, at places: Span<Int>,
    _ body: (borrowing MatchedGroups) throws -> Void
  ) throws {
    check(window, of: subject)
    var next = window.lowerBound
    for index in places.indices {
      let start = places[index]
      if start < next { continue }
      precondition(
        start <= window.upperBound && subject.isScalarBoundary(start),
        "A place must be a scalar boundary inside the window.")
      let setGroups = try search(for: pattern.code, in: subject, window: window, from: start, options: 0)
      guard setGroups > 0 else { continue }
      let match = groups(setGroups: setGroups, window: window, from: start)
      next = max(start, match.range.upperBound)
      try body(match)
    }
  }

  /// Calls a function for each match in a window of the text, from left to right and without overlaps.
  ///
  /// A match may be empty, but not where the one before ended empty too; after an empty match a longer one at the same
  /// place is tried first. The body may use this matcher.
  ///
  /// - Parameter window: Byte range of the subject, with ends on scalar boundaries; see `firstMatch`.
  /// - Throws: `MatchError` where a limit was reached (earlier matches were delivered), or what the body throws.
  public func forEachMatch(
    of pattern: Pattern, in subject: Subject, window: Range<Int>, _ body: (Match) throws -> Void
  ) throws {
    check(window, of: subject)
    var start = window.lowerBound
    var options: UInt32 = 0
    while true {
      let setGroups = try search(for: pattern.code, in: subject, window: window, from: start, options: options)
      guard setGroups > 0 else { return }
      let match = groups(setGroups: setGroups, window: window, from: start)
      let range = match.range
      if options != 0, range.upperBound == start {
        // Only \K in a subroutine that a lookbehind calls gets here: the match is not empty to libpcre2, yet ends
        // where the search started.
        guard start < window.upperBound else { return }
        start += 1
        while !subject.isScalarBoundary(start) { start += 1 }
        options = 0
        continue
      }
      try body(Match(of: pattern.code, match))
      start = range.upperBound
      // Without PCRE2_ANCHORED, which machine code does not know, this finds first a match at `start` that is not
      // empty, and else the next one to the right, all in one search.
      options = range.isEmpty ? PCRE2_NOTEMPTY_ATSTART : 0
    }
  }

  /// Stops the program where a window could make libpcre2 read outside of the text or start inside a scalar.
  @inline(__always)
  private func check(_ window: Range<Int>, of subject: Subject) {
    precondition(
      subject.isScalarBoundary(window.lowerBound) && subject.isScalarBoundary(window.upperBound),
      "The window must lie inside the subject, with ends on scalar boundaries.")
    precondition(window.upperBound < UInt32.max, "The window must lie in the first 4 GiB of the subject.")
  }

  /// Runs the pattern and returns how many groups may be set, the whole match included; 0 where there is no match.
  ///
  /// The callers have checked the window and the start.
  @inline(__always)
  private func search(
    for code: CompiledCode, in subject: Subject, window: Range<Int>, from start: Int, options: UInt32
  ) throws(MatchError) -> Int {
    if resultCapacity <= code.groupCount { growResults(to: code.groupCount + 1) }
    // SAFETY: withExtendedLifetime keeps the code, and withUnsafeBufferPointer the text, alive during the call; the
    // window lies inside the text, the start inside the window. libpcre2 neither checks these nor, with
    // PCRE2_NO_UTF_CHECK, that the text is UTF-8: Subject did, and a window with ends on scalar boundaries is valid
    // too. Machine code exists where isJITCompiled says so. The pointers to text and code that libpcre2 leaves in
    // match data dangle later, but only functions that are not used here would follow them.
    let status = withExtendedLifetime(code) {
      unsafe subject.bytes.withUnsafeBufferPointer { bytes in
        // An array without elements need not have an address, and libpcre2 wants one.
        let base = unsafe bytes.baseAddress ?? emptyText.utf8Start
        let text = unsafe base + window.lowerBound
        let offset = start - window.lowerBound
        return code.isJITCompiled
          ? unsafe pcre2_jit_match_8(code.pointer, text, window.count, offset, options, results, context)
          : unsafe pcre2_match_8(
            code.pointer, text, window.count, offset, options | PCRE2_NO_UTF_CHECK, results, context)
      }
    }
    if status == PCRE2_ERROR_NOMATCH { return 0 }
    guard status > 0 else { throw MatchError(code: status) }
    return Int(status)
  }

  /// Copies the last match; groups from `setGroups` on took no part in it.
  @inline(never)
  private func groups(setGroups: Int, window: Range<Int>, from start: Int) -> MatchedGroups {
    // SAFETY: the vector belongs to match data and has two offsets for each of `resultCapacity` groups, of which the
    // last match set those below its status; libpcre2 returns no greater status, and the minimum makes sure of it.
    let count = min(setGroups, resultCapacity)
    let offsets = unsafe UnsafeBufferPointer(start: pcre2_get_ovector_pointer_8(results), count: 2 * count)
    return MatchedGroups(count: count) { group in
      let lower = unsafe offsets[2 * group]
      let upper = unsafe offsets[2 * group + 1]
      // PCRE2_UNSET, the greatest size_t, comes as −1, since Swift imports size_t as Int.
      guard lower >= 0, upper >= 0 else { return .unset }
      // \K in a subroutine that a lookaround calls can put the beginning of a match behind its end, or before the
      // place from which it was looked for; such a beginning is moved to the nearest place that makes sense.
      let least = group == 0 ? start - window.lowerBound : 0
      let end = max(upper, least)
      return MatchedGroups.Bounds(
        lower: UInt32(window.lowerBound + min(max(lower, least), end)), upper: UInt32(window.lowerBound + end))
    }
  }

  /// Replaces match data by some that holds that many groups, the whole match included.
  @inline(never)
  private func growResults(to capacity: Int) {
    // SAFETY: the new match data is valid where it is not nil; the old is freed once and not used again.
    guard let greater = unsafe pcre2_match_data_create_8(UInt32(capacity), nil) else {
      preconditionFailure("Out of memory.")
    }
    unsafe pcre2_match_data_free_8(results)
    unsafe results = unsafe greater
    resultCapacity = capacity
  }
}

/// Text of no bytes that has an address.
private let emptyText: StaticString = ""
