import FactlintArchive
import Foundation

/// Tells how far a run has come, on standard error, where that is a terminal.
struct Progress {
  private let isShown: Bool
  private let total: Int
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  private var bytes = 0
  private var remembered = 0

  /// Begins; `total` is the bytes of the input, 0 where they are not known.
  init(total: Int) {
    isShown = isatty(STDERR_FILENO) == 1
    self.total = total
    start = clock.now
    last = start
  }

  /// Whether anybody sees it.
  static var isShown: Bool { isatty(STDERR_FILENO) == 1 }

  /// Takes note of what is done, and shows it now and then.
  mutating func add(_ items: [RunItem], totals: RunTotals) {
    guard isShown else { return }
    for item in items {
      bytes += item.size
      if item.isRemembered { remembered += 1 }
    }
    let now = clock.now
    guard now - last > .milliseconds(200) else { return }
    last = now
    show(totals, at: now)
  }

  /// Wipes the line.
  func finish() {
    guard isShown, last > start else { return }
    put("\r\u{1B}[K")
  }

  private func show(_ totals: RunTotals, at now: ContinuousClock.Instant) {
    let seconds = (now - start) / .seconds(1)
    let speed = Double(bytes) / 1e6 / seconds
    let findings = totals.findings.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    var text = "\(totals.articles) articles, \(Self.decimal(speed)) MB/s, \(findings) findings"
    if remembered > 0 { text += ", \(remembered) unchanged" }
    if total > bytes, bytes > 0 {
      let left = Int((Double(total - bytes) / (Double(bytes) / seconds)).rounded())
      text += left >= 60 ? ", \(left / 60) min \(left % 60) s left" : ", \(left) s left"
    }
    put("\r\u{1B}[K\(text)")
  }

  private static func decimal(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private func put(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
