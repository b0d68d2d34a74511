/// A compiled regular expression, immutable and free to be shared between threads.
///
/// The pattern and the texts are UTF-8, and `\w`, `\d`, `\s`, `\b`, the POSIX classes and caseless matching follow
/// Unicode (`PCRE2_UTF`, `PCRE2_UCP`).
///
/// Three things are refused that libpcre2 would accept: `\C`, which matches a single byte and so could leave a match in
/// the middle of a scalar; a NUL character in the source (write `\x00`); and `(*NOTEMPTY)` and `(*NOTEMPTY_ATSTART)`,
/// which the interpreter heeds and machine code does not. What else a pattern may say at its start is harmless:
/// `(*LIMIT_MATCH=…)`, `(*LIMIT_DEPTH=…)` and `(*LIMIT_HEAP=…)` only lower limits, `(*NO_JIT)` only makes it slow,
/// `(*UTF)` and `(*UCP)` are on anyway. Callouts do nothing, since no function is registered for them.
public struct Pattern: Sendable {
  /// How the source is to be read.
  public struct Options: OptionSet, Sendable {
    /// One bit for each option; the numbers are this module's own.
    public let rawValue: UInt32

    /// Takes a set of options from its bits.
    public init(rawValue: UInt32) {
      self.rawValue = rawValue
    }

    /// Letters match in either case, as with `(?i)`.
    public static let caseless = Options(rawValue: 1 << 0)
    /// White space and `#` comments in the source are ignored, as with `(?x)`.
    public static let extended = Options(rawValue: 1 << 1)
    /// A match must begin exactly where the search starts.
    public static let anchored = Options(rawValue: 1 << 2)
    /// Several groups may have one name, as with `(?J)`.
    public static let duplicateNames = Options(rawValue: 1 << 3)
    /// `.` matches line ends too, as with `(?s)`.
    public static let dotAll = Options(rawValue: 1 << 4)
    /// `^` and `$` match at line ends too, as with `(?m)`.
    public static let multiline = Options(rawValue: 1 << 5)
  }

  /// The source as it was given.
  public let source: String

  let code: CompiledCode

  /// Compiles a pattern, to machine code where `usesJIT` is set and the platform has a just-in-time compiler.
  ///
  /// Where machine code cannot be had, the pattern is interpreted, with the same matches.
  public init(_ source: String, options: Options = [], usesJIT: Bool = true) throws(PatternError) {
    self.source = source
    code = try CompiledCode(source, options: options, usesJIT: usesJIT)
  }

  /// Whether the pattern runs as machine code.
  public var isJITCompiled: Bool { code.isJITCompiled }

  /// Distinct names of the named groups, in the order of the first group of each name.
  ///
  /// The index of a name is its slot number. Groups of one name (`(?J)`) are one slot.
  public var slotNames: [String] { code.slots.map(\.name) }

  /// Number of the slot of that name, nil where no group has it.
  public func slot(named name: String) -> Int? {
    code.slots.firstIndex { $0.name == name }
  }

  /// The numbers of the groups that are a slot, ascending.
  ///
  /// - Parameter slot: The slot's number.
  public func groups(ofSlot slot: Int) -> [Int] { code.slots[slot].groups }

  /// Number of capture groups, named or not; group 0, the whole match, is not counted.
  public var groupCount: Int { code.groupCount }
}
