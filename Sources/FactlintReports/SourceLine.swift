/// A line of a source as cells that can be shown one beside the other, and where its bytes stand among them.
struct SourceLine {
  /// A scalar with the marks on it, made visible.
  struct Cell {
    /// What is shown.
    var text: String
    /// The columns it takes.
    var width: Int
    /// The offset of its first byte in the field.
    var offset: Int
    /// Whether it is white space, where a line may be cut.
    var isSpace: Bool
  }

  /// The marks on one scalar that are shown; more only hide the lines above and below.
  private static let marks = 6

  /// The cells in order.
  private(set) var cells: [Cell] = []

  /// Reads the bytes of one line; `offset` is the place of the first one in its field.
  init(_ bytes: ArraySlice<UInt8>, at offset: Int) {
    var offset = offset
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      defer { offset += UTF8.width(scalar) }
      switch ScreenText.appearance(of: scalar) {
      case .nothing: continue
      case .space:
        let width = scalar == "\t" ? 4 : 1
        cells.append(Cell(text: String(repeating: " ", count: width), width: width, offset: offset, isSpace: true))
      case .number:
        let number = ScreenText.number(of: scalar)
        cells.append(Cell(text: number, width: number.unicodeScalars.count, offset: offset, isSpace: false))
      case .itself(let width):
        if width == 0, let last = cells.indices.last, !cells[last].isSpace {
          if cells[last].text.unicodeScalars.count <= Self.marks { cells[last].text.unicodeScalars.append(scalar) }
        } else {
          cells.append(Cell(text: String(scalar), width: width, offset: offset, isSpace: scalar == " "))
        }
      }
    }
  }

  /// The cells that show a range of the field's bytes, at least one where there is one.
  func cells(showing bytes: Range<Int>) -> Range<Int> {
    let lower = index(at: bytes.lowerBound)
    let upper = bytes.isEmpty ? lower + 1 : firstIndex(from: bytes.upperBound)
    return lower..<max(lower + 1, upper)
  }

  /// The columns that a range of cells takes; beyond the last cell each is a column.
  func width(of range: Range<Int>) -> Int {
    let inside = range.clamped(to: 0..<cells.count)
    return cells[inside].reduce(range.count - inside.count) { $0 + $1.width }
  }

  /// The text of a range of cells.
  func text(of range: Range<Int>) -> String {
    cells[range.clamped(to: 0..<cells.count)].reduce(into: "") { $0 += $1.text }
  }

  /// The cell in which a byte lies.
  private func index(at offset: Int) -> Int {
    let next = firstIndex(from: offset)
    return next < cells.count && cells[next].offset == offset ? next : max(0, next - 1)
  }

  /// The first cell that begins at `offset` or later.
  private func firstIndex(from offset: Int) -> Int {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
