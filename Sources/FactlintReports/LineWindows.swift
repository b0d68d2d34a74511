/// Cuts a long line around its marks, so that each row fits a terminal.
struct LineWindows {
  /// A stretch of a line that is shown as a row: windows of cells, … standing for what lies between them.
  typealias Row = [Range<Int>]

  private let line: SourceLine
  private let limit: Int

  /// Prepares to cut `line` to rows of at most `limit` columns.
  init(_ line: SourceLine, limit: Int) {
    self.line = line
    self.limit = limit
  }

  /// The rows that show every mark with as much around it as fits.
  func rows(showing marks: [Range<Int>]) -> [Row] {
    let all = 0..<line.cells.count
    if line.width(of: all) <= limit { return [[all]] }
    let parts = marks.flatMap(headAndTail).sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    for context in [60, 44, 32, 24] {
      let row = windows(around: parts, context: context)
      if width(of: row) <= limit { return [row] }
    }
    return packed(windows(around: parts, context: 16))
  }

  /// The marks that stand for a mark: itself, or its two ends where it is too long to be shown.
  private func headAndTail(of mark: Range<Int>) -> [Range<Int>] {
    guard line.width(of: mark) > limit / 2 else { return [mark] }
    let head = mark.lowerBound..<extended(mark.lowerBound, to: mark.upperBound, columns: limit / 4)
    let tail = extended(mark.upperBound, to: mark.lowerBound, columns: limit / 8)..<mark.upperBound
    return [head, tail]
  }

  /// The marks, each widened by `context` cells and back to whole words, overlapping ones as one.
  private func windows(around marks: [Range<Int>], context: Int) -> Row {
    var windows = Row()
    for mark in marks {
      let window = widened(mark, by: context)
      if let last = windows.last, window.lowerBound <= last.upperBound + 3 {
        windows[windows.count - 1] = last.lowerBound..<max(last.upperBound, window.upperBound)
      } else {
        windows.append(window)
      }
    }
    return windows
  }

  private func widened(_ mark: Range<Int>, by context: Int) -> Range<Int> {
    let cells = line.cells
    var lower = extended(min(mark.lowerBound, cells.count), to: 0, columns: context)
    var upper = extended(min(mark.upperBound, cells.count), to: cells.count, columns: context)
    if lower > 0, let space = (lower..<min(mark.lowerBound, lower + 12)).first(where: { cells[$0].isSpace }) {
      lower = space + 1
    }
    if upper < cells.count, let space = (max(mark.upperBound, upper - 12)..<upper).last(where: { cells[$0].isSpace }) {
      upper = space
    }
    return lower..<upper
  }

  /// The cell boundary that lies at most so many columns from another, on the way to a third.
  private func extended(_ start: Int, to end: Int, columns: Int) -> Int {
    let step = end < start ? -1 : 1
    var (index, left) = (start, columns)
    while index != end {
      left -= line.cells[step < 0 ? index - 1 : index].width
      if left < 0 { break }
      index += step
    }
    return index
  }

  /// The columns of a row with its ellipses.
  private func width(of row: Row) -> Int {
    row.reduce(4 + 3 * (row.count - 1)) { $0 + line.width(of: $1) }
  }

  /// The windows in as few rows as they need.
  private func packed(_ windows: Row) -> [Row] {
    var rows: [Row] = []
    for window in windows {
      if let last = rows.last, width(of: last + [window]) <= limit {
        rows[rows.count - 1].append(window)
      } else {
        rows.append([window])
      }
    }
    return rows
  }
}
