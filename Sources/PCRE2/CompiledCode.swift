import CPCRE2

// SAFETY (@unchecked Sendable): libpcre2 does not write to compiled code once it is built, and documents that threads
// may share it. JIT compilation does write to it, but runs only in init, before anyone else has the object. All stored
// properties are constants.
// SAFETY (@safe): the pointer is set once, never nil, freed only in deinit, and used only by this file and by Matcher,
// which keeps the object alive for as long as it uses the pointer.
/// Owner of a pattern as libpcre2 compiled it.
@safe
final class CompiledCode: @unchecked Sendable {
  /// A name and the numbers of all groups that have it, ascending.
  struct Slot: Sendable {
    let name: String
    var groups: [Int]
  }

  let pointer: OpaquePointer
  let isJITCompiled: Bool
  let groupCount: Int
  let slots: [Slot]

  init(_ source: String, options: Pattern.Options, usesJIT: Bool) throws(PatternError) {
    let bytes = Array(source.utf8)
    if let offset = bytes.firstIndex(of: 0) {
      throw PatternError(message: "NUL character in the pattern; write \\x00", offset: offset, code: 0)
    }
    if let offset = Self.emptinessVerb(in: bytes) {
      throw PatternError(message: "(*NOTEMPTY) and (*NOTEMPTY_ATSTART) are not supported", offset: offset, code: 0)
    }
    var errorCode: Int32 = 0
    var errorOffset = 0
    // SAFETY: the pointer and the length are those of one live array, which is not needed after the call; the two
    // results are written to live variables. The pattern's own UTF-8 is checked by libpcre2, as the default is.
    let compiled = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe pcre2_compile_8(
        bytes.baseAddress, bytes.count, options.compileOptions, &errorCode, &errorOffset, nil)
    }
    guard let pointer = unsafe compiled else {
      var offset = min(max(errorOffset, 0), bytes.count)
      while offset > 0, offset < bytes.count, UTF8.isContinuation(bytes[offset]) { offset -= 1 }
      throw PatternError(message: errorMessage(code: errorCode), offset: offset, code: errorCode)
    }
    unsafe self.pointer = unsafe pointer
    if usesJIT {
      // SAFETY: the code is valid and not shared yet. Failure (no compiler on this platform, no executable memory,
      // `(*NO_JIT)`, a feature that the compiler lacks) leaves the code fit for the interpreter.
      let status = unsafe pcre2_jit_compile_8(pointer, PCRE2_JIT_COMPLETE)
      isJITCompiled = unsafe status == 0 && Self.size(PCRE2_INFO_JITSIZE, of: pointer) > 0
    } else {
      isJITCompiled = false
    }
    groupCount = unsafe Self.number(PCRE2_INFO_CAPTURECOUNT, of: pointer)
    slots = unsafe Self.slots(of: pointer)
  }

  deinit {
    // SAFETY: init got the pointer from pcre2_compile and nothing else frees it. It also frees the machine code.
    unsafe pcre2_code_free_8(pointer)
  }

  /// Offset of a start option that says that an empty match is none, which `pcre2_jit_match` would not heed.
  private static func emptinessVerb(in source: [UInt8]) -> Int? {
    var rest = source[...]
    while rest.starts(with: "(*".utf8), let end = rest.firstIndex(of: UInt8(ascii: ")")) {
      let verb = String(decoding: rest[..<end].dropFirst(2), as: UTF8.self)
      if verb == "NOTEMPTY" || verb == "NOTEMPTY_ATSTART" { return rest.startIndex }
      rest = rest[(end + 1)...]
    }
    return nil
  }

  /// Asks for one of the facts that libpcre2 gives as a `uint32_t`.
  private static func number(_ what: Int32, of code: OpaquePointer) -> Int {
    var value: UInt32 = 0
    // SAFETY: the callers ask only for facts of this type, and the variable outlives the call.
    unsafe pcre2_pattern_info_8(code, UInt32(what), &value)
    return Int(value)
  }

  /// Asks for one of the facts that libpcre2 gives as a `size_t`.
  private static func size(_ what: Int32, of code: OpaquePointer) -> Int {
    var value = 0
    // SAFETY: the callers ask only for facts of this type, and the variable outlives the call.
    unsafe pcre2_pattern_info_8(code, UInt32(what), &value)
    return value
  }

  /// Reads the table of names.
  private static func slots(of code: OpaquePointer) -> [Slot] {
    let count = unsafe number(PCRE2_INFO_NAMECOUNT, of: code)
    let entrySize = unsafe number(PCRE2_INFO_NAMEENTRYSIZE, of: code)
    guard count > 0, entrySize > 2 else { return [] }
    var start: UnsafePointer<UInt8>?
    // SAFETY: this fact is a pointer to bytes, and the variable outlives the call.
    unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &start)
    // SAFETY: the table belongs to the code, which is alive, and has `count` entries of `entrySize` bytes.
    let table = unsafe Array(UnsafeBufferPointer(start: start, count: count * entrySize))

    // An entry is the group's number in two bytes, the greater first, then the name with a NUL.
    var named: [(group: Int, name: String)] = []
    for entry in 0..<count {
      let bytes = table[entry * entrySize..<(entry + 1) * entrySize]
      let group = Int(bytes[bytes.startIndex]) << 8 | Int(bytes[bytes.startIndex + 1])
      named.append((group, String(decoding: bytes.dropFirst(2).prefix { $0 != 0 }, as: UTF8.self)))
    }
    // The table is sorted by name; slots go by their first group.
    named.sort { ($0.group, $0.name) < ($1.group, $1.name) }
    var slots: [Slot] = []
    for (group, name) in named {
      if let slot = slots.firstIndex(where: { $0.name == name }) {
        slots[slot].groups.append(group)
      } else {
        slots.append(Slot(name: name, groups: [group]))
      }
    }
    return slots
  }
}

extension Pattern.Options {
  /// libpcre2's bits for these options and for what is always on.
  fileprivate var compileOptions: UInt32 {
    var bits = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C
    if contains(.caseless) { bits |= PCRE2_CASELESS }
    if contains(.extended) { bits |= PCRE2_EXTENDED }
    if contains(.anchored) { bits |= PCRE2_ANCHORED }
    if contains(.duplicateNames) { bits |= PCRE2_DUPNAMES }
    if contains(.dotAll) { bits |= PCRE2_DOTALL }
    if contains(.multiline) { bits |= PCRE2_MULTILINE }
    return bits
  }
}
