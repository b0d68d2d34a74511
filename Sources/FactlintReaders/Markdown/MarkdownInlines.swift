import Factlint

/// The text of one Markdown block with its inline marks told apart from its prose.
///
/// The lines are laid end to end, so that a mark may span them, and scanned once from left to right; every look ahead
/// either moves the scan on or is remembered as fruitless, so the time is linear whatever the text holds.
struct MarkdownInlines {
  /// The lines of the block with a line feed between two of them.
  let text: [UInt8]
  /// Where each line begins in `text` and where it is in the source.
  private let segments: [(start: Int, source: Range<Int>)]
  /// What is left out, in order.
  private(set) var dropped: [Bool]
  /// What other text stands for, in order.
  private let replacements: [(range: Range<Int>, text: String)]
  /// The alternative texts of images.
  private let images: [Range<Int>]
  private let emphases: [MarkdownEmphasis.Span]

  /// Reads the lines of a block; `labels` are those that references have a definition for.
  init(of ranges: [Range<Int>], in bytes: [UInt8], labels: Set<String>) {
    var text: [UInt8] = []
    text.reserveCapacity(ranges.reduce(0) { $0 + $1.count + 1 })
    var segments: [(start: Int, source: Range<Int>)] = []
    for range in ranges {
      if !segments.isEmpty { text.append(0x0A) }
      segments.append((text.count, range))
      text.append(contentsOf: bytes[range])
    }
    var scan = MarkdownInlineScan(text: text, labels: labels)
    scan.run()
    var dropped = [Bool](repeating: false, count: text.count)
    var swept = 0
    for range in scan.drops.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.upperBound > swept {
      for offset in max(range.lowerBound, swept)..<range.upperBound { dropped[offset] = true }
      swept = range.upperBound
    }
    let delimiters = scan.delimiters.filter { !dropped[$0.start] }
    let emphasis = MarkdownEmphasis(of: delimiters)
    for range in emphasis.marks {
      for offset in range { dropped[offset] = true }
    }
    self.text = text
    self.segments = segments
    self.dropped = dropped
    replacements = scan.replacements.filter { !dropped[$0.range.lowerBound] }
    images = scan.images
    emphases = emphasis.spans
  }

  /// The whole text.
  var whole: Range<Int> { text.indices }

  /// Appends what a range of the text says to the open block of an article.
  ///
  /// - Parameter isAlternative: Whether the range is an image's alternative text, which is otherwise left out.
  func append(_ range: Range<Int>, of field: Int, to builder: inout ArticleBuilder, isAlternative: Bool = false) {
    var segment = segments.lastIndex { $0.start <= range.lowerBound } ?? 0
    var replacement = replacements.firstIndex { $0.range.lowerBound >= range.lowerBound } ?? replacements.count
    var offset = range.lowerBound
    while offset < range.upperBound {
      while segment + 1 < segments.count, segments[segment + 1].start <= offset { segment += 1 }
      let (start, source) = segments[segment]
      let lineEnd = start + source.count
      if dropped[offset], !isAlternative {
        offset += 1
      } else if offset == lineEnd {
        let gap = source.upperBound..<segments[segment + 1].source.lowerBound
        builder.append(replacement: " ", for: SourceRange(field: field, bytes: gap))
        offset += 1
      } else if replacement < replacements.count, replacements[replacement].range.lowerBound == offset {
        let (range, text) = replacements[replacement]
        let end = sourceOffset(of: range.upperBound - 1) + 1
        let bytes = sourceOffset(of: offset)..<end
        builder.append(replacement: text, for: SourceRange(field: field, bytes: bytes))
        offset = range.upperBound
        replacement += 1
      } else {
        let runStart = offset
        let nextReplacement =
          replacement < replacements.count ? replacements[replacement].range.lowerBound : range.upperBound
        let limit = min(lineEnd, range.upperBound, nextReplacement)
        while offset < limit, isAlternative || !dropped[offset] { offset += 1 }
        let sourceStart = source.lowerBound + runStart - start
        builder.append(field: field, bytes: sourceStart..<sourceStart + offset - runStart)
      }
    }
  }

  private func sourceOffset(of offset: Int) -> Int {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].start <= offset { low = middle } else { high = middle }
    }
    return segments[low].source.lowerBound + offset - segments[low].start
  }

  /// The first visible byte that is not left out.
  private func firstVisible(from start: Int = 0) -> Int? {
    text.indices[start...].first { !dropped[$0] && text[$0] > 0x20 }
  }

  private func lastVisible() -> Int? { text.indices.last { !dropped[$0] && text[$0] > 0x20 } }
}

// Images and their captions.
extension MarkdownInlines {
  /// The alternative text of the first image, where the block is nothing but images.
  var imageAlone: Range<Int>? { firstVisible() == nil ? images.first : nil }

  /// Whether the block is an image with a caption in italics on the lines under it.
  var isCaptionedImage: Bool {
    guard let image = images.first, let start = firstVisible(), image.upperBound <= start,
      text[image.upperBound..<start].contains(0x0A)
    else { return false }
    return isAllEmphasis
  }

  /// Whether all that is visible is in italics as one.
  var isAllEmphasis: Bool {
    guard let start = firstVisible(), let end = lastVisible() else { return false }
    return emphases.contains { !$0.isStrong && $0.content.lowerBound <= start && $0.content.upperBound > end }
  }
}

// Time stamps of live blogs.
extension MarkdownInlines {
  /// The clock time that a heading is or begins with.
  var headingStamp: Range<Int>? {
    guard let start = firstVisible() else { return nil }
    return stamp(at: start, before: (lastVisible() ?? start) + 1)
  }

  /// The clock time that the bold text at the head of a paragraph is or begins with.
  var paragraphStamp: Range<Int>? {
    guard let start = firstVisible() else { return nil }
    guard let strong = emphases.first(where: { $0.isStrong && $0.content.lowerBound == start }) else { return nil }
    return stamp(at: start, before: strong.content.upperBound)
  }

  /// Reads a clock time: hours, `:` or `.`, two digits of minutes, and with it letters that are joined to it or are
  /// all that is left before `end`, such as a half of the day or a zone.
  ///
  /// A number with two decimals looks the same, so after a full stop such letters must be joined, or nothing must follow.
  private func stamp(at start: Int, before end: Int) -> Range<Int>? {
    var offset = start
    while offset < end, isDigit(text[offset]), offset - start < 2 { offset += 1 }
    guard offset > start, let hour = Int(String(decoding: text[start..<offset], as: UTF8.self)), hour < 24 else {
      return nil
    }
    guard offset + 2 < end, text[offset] == UInt8(ascii: ":") || text[offset] == UInt8(ascii: ".") else { return nil }
    let isColon = text[offset] == UInt8(ascii: ":")
    guard isDigit(text[offset + 1]), text[offset + 1] < UInt8(ascii: "6"), isDigit(text[offset + 2]) else { return nil }
    offset += 3
    let digitsEnd = offset
    while offset < end, isASCIILetter(text[offset]) { offset += 1 }
    let joined = offset - digitsEnd
    if offset < end, isDigit(text[offset]) || joined == 0 && text[offset] == UInt8(ascii: "%") { return nil }
    let rest = text[offset..<end]
    let isShort = rest.count <= 8 && rest.allSatisfy { isASCIILetter($0) || $0 == 0x20 || $0 == UInt8(ascii: ".") }
    if isShort, isColon || rest.count <= 5 || rest.contains(UInt8(ascii: ".")) { return start..<end }
    return isColon || (2...4).contains(joined) ? start..<offset : nil
  }
}
