import Factlint
import FactlintRules
import Foundation

/// Comments of an article that say which findings are not counted, and why:
/// `<!-- factlint-ignore count/total: the agency counts one child twice -->`.
///
/// A comment is for the paragraph that it stands in, or, where it stands alone, for the next one;
/// `factlint-ignore-article` is for the whole article. The ids are those of checks or families (`count/*`), separated
/// by commas; the reason is not optional.
struct SuppressionComments {
  private struct Comment {
    var checks: [String]
    var reason: String
    /// The lines it is for; nil for all of the article.
    var lines: ClosedRange<Int>?
    var line: Int

    func covers(_ check: String, lines found: [Int]) -> Bool {
      guard checks.contains(where: { Configuration.CheckSelector.matches(check, selector: $0) }) else { return false }
      guard let lines else { return true }
      return found.contains { lines.contains($0) }
    }
  }

  private var comments: [Comment] = []
  private var incidents: [Incident] = []

  /// Marks the findings of a report that its article's comments suppress, and notes comments that suppress nothing.
  static func apply(to report: inout Report) {
    guard let field = report.document.article.fields.first(where: { $0.name == "text" }),
      hasComment(field.bytes.span)
    else { return }
    let comments = SuppressionComments(of: field.bytes)
    report.incidents += comments.incidents
    guard !comments.comments.isEmpty else { return }
    var used: Set<Int> = []
    if !report.findings.isEmpty {
      let index = SourceIndex(report.document.article)
      for number in report.findings.indices {
        let finding = report.findings[number]
        let lines = finding.places.map { index.place(of: $0.target) }.filter { $0.field == "text" }.map(\.line)
        let match = comments.comments.indices.first { comments.comments[$0].covers(finding.check, lines: lines) }
        guard let match else { continue }
        used.insert(match)
        report.findings[number].suppression = Suppression(kind: .inSource, reason: comments.comments[match].reason)
      }
    }
    for (number, comment) in comments.comments.enumerated() where !used.contains(number) {
      report.incidents.append(
        Incident(
          code: "unused-suppression",
          message: "The comment on line \(comment.line) suppresses \(comment.checks.joined(separator: ", ")), "
            + "of which nothing was found there."))
    }
  }

  /// Whether "<!--" stands anywhere in a text.
  private static func hasComment(_ bytes: Span<UInt8>) -> Bool {
    var offset = 0
    while true {
      while bytes.count - offset >= ByteStretch.length,
        !ByteStretch.hasAny(at: offset, in: bytes, { ByteStretch.bit($0 == UInt8(ascii: "<")) })
      {
        offset &+= ByteStretch.length
      }
      while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") { offset &+= 1 }
      guard offset + 3 < bytes.count else { return false }
      if bytes[offset + 1] == UInt8(ascii: "!"), bytes[offset + 2] == UInt8(ascii: "-"),
        bytes[offset + 3] == UInt8(ascii: "-")
      {
        return true
      }
      offset += 1
    }
  }

  /// Reads the comments of a text.
  private init(of bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var number = 0
    var found: [(keyword: String, body: String, line: Int, end: Int)] = []
    // What the comments leave of each line tells whether they stand alone.
    while number < lines.count {
      guard let start = lines[number].range(of: "<!--") else {
        number += 1
        continue
      }
      var body = String(lines[number][start.upperBound...])
      var end = number
      while !body.contains("-->"), end + 1 < lines.count, end - number < 20 {
        end += 1
        body += " " + lines[end]
      }
      guard let close = body.range(of: "-->") else {
        number += 1
        continue
      }
      let rest = String(body[close.upperBound...])
      let content = body[..<close.lowerBound].trimmingSpaces
      lines[number] = String(lines[number][..<start.lowerBound]) + "\u{1}" + (end == number ? rest : "")
      for inner in stride(from: number + 1, through: end, by: 1) {
        lines[inner] = inner == end ? "\u{1}" + rest : "\u{1}"
      }
      guard content.hasPrefix("factlint-") else { continue }
      let keyword = String(content.prefix { !$0.isWhitespace })
      found.append((keyword, String(content.dropFirst(keyword.count)), number, end))
    }
    for comment in found { read(comment, lines: lines) }
  }

  private mutating func read(_ comment: (keyword: String, body: String, line: Int, end: Int), lines: [String]) {
    func refuse(_ why: String) {
      incidents.append(
        Incident(code: "bad-suppression", message: "The comment on line \(comment.line + 1) \(why)."))
    }
    guard comment.keyword == "factlint-ignore" || comment.keyword == "factlint-ignore-article" else {
      refuse("says \(comment.keyword); there are factlint-ignore and factlint-ignore-article")
      return
    }
    let parts = comment.body.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let checks = parts[0].split { $0 == "," || $0.isWhitespace }.map(String.init)
    let reason = parts.count > 1 ? parts[1].trimmingSpaces : ""
    guard !checks.isEmpty else { return refuse("names no check: write factlint-ignore CHECK: REASON") }
    guard !reason.isEmpty else { return refuse("gives no reason: write factlint-ignore CHECK: REASON") }
    let covered =
      comment.keyword == "factlint-ignore-article"
      ? nil : Self.paragraph(around: comment.line...comment.end, in: lines)
    comments.append(Comment(checks: checks, reason: reason, lines: covered, line: comment.line + 1))
  }

  /// The lines, from 1, of the paragraph that a comment stands in, or of the next one where it stands alone.
  private static func paragraph(around comment: ClosedRange<Int>, in lines: [String]) -> ClosedRange<Int> {
    func isBlank(_ line: Int) -> Bool { lines[line].allSatisfy { $0.isWhitespace } }
    func isEmpty(_ line: Int) -> Bool { lines[line].allSatisfy { $0.isWhitespace || $0 == "\u{1}" } }
    var (first, last) = (comment.lowerBound, comment.upperBound)
    while first > 0, !isBlank(first - 1) { first -= 1 }
    while last + 1 < lines.count, !isBlank(last + 1) { last += 1 }
    if (first...last).allSatisfy(isEmpty) {
      while last + 1 < lines.count, isEmpty(last + 1) { last += 1 }
      while last + 1 < lines.count, !isBlank(last + 1) { last += 1 }
    }
    return first + 1...last + 1
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
