#if Web
  import Factlint
  import FactlintReaders
  import FactlintReports
  import Foundation
  import HTTPTypes
  import Hummingbird
  import NIOCore
  import Synchronization

  /// Answers requests: the page's files, single articles, and streams of records.
  struct ArticleResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let pool: CheckPool
    let budget: ByteBudget
    let patience: TimeInterval
    let policy: @Sendable () -> RequestPolicy

    /// What a stream of records sets aside: a line of the greatest size, and the article that it holds.
    private static let streamBytes = 2 * maximumArticleSize

    func respond(to request: Request, context: Context) async throws -> Response {
      var response = await answer(to: request)
      for (name, value) in PageFile.headers {
        if let name = HTTPField.Name(name) { response.headers[name] = value }
      }
      return response
    }

    private func answer(to request: Request) async -> Response {
      let fetchSite = HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
      if let refusal = policy().refusal(
        host: request.head.authority, origin: request.headers[.origin], fetchSite: fetchSite)
      {
        return Self.failure(refusal.status, refusal.code, refusal.message)
      }
      let path = request.uri.path
      if let file = PageFile(rawValue: path) {
        guard request.method == .get || request.method == .head else { return Self.notAllowed("GET, HEAD") }
        return Self.response(request.method == .head ? [] : file.content, type: file.type)
      }
      guard path == "/v1/check" || path == "/v1/report" || path == "/v1/extract" else {
        return Self.failure(404, "not-found", "There is nothing at this address.")
      }
      guard request.method == .post else { return Self.notAllowed("POST") }
      let type = ArticleSubmission.mediaType(of: request.headers[.contentType])
      if type == "application/x-ndjson" || type == "application/jsonl" {
        return path == "/v1/report"
          ? Self.failure(415, "wrong-type", "Streams of records go to /v1/check and /v1/extract.")
          : stream(request, task: path == "/v1/extract" ? .extract : .check)
      }
      return await single(request, path: path)
    }

    // MARK: One article

    private func single(_ request: Request, path: String) async -> Response {
      let length = request.headers[.contentLength].flatMap { Int($0) } ?? maximumArticleSize
      // A JSON string may need six bytes for one of the article.
      guard length <= 2 * maximumArticleSize else {
        return Self.failure(413, "too-large", "An article may have \(maximumArticleSize) bytes.")
      }
      guard budget.take(length) else { return Self.busy }
      defer { budget.give(length) }
      do {
        let limit = max(length, 1)
        let body = try await within(patience) { try await request.body.collect(upTo: limit) }
        var query: [String: String] = [:]
        for (name, value) in request.uri.queryParameters { query[String(name)] = String(value) }
        let submission = try ArticleSubmission(
          body: Array(body.readableBytesView), contentType: request.headers[.contentType], query: query)
        let report = try await pool.report(on: submission.article, task: path == "/v1/extract" ? .extract : .check)
        return Self.answer(with: report, path: path, kind: query["as"])
      } catch let invalid as ArticleSubmission.Invalid {
        return Self.failure(invalid.status, invalid.code, invalid.message)
      } catch is CheckPool.Busy {
        return Self.busy
      } catch is TimedOut {
        return Self.failure(408, "too-slow", "The article took too long to come.")
      } catch {
        return Self.failure(413, "too-large", "An article may have \(maximumArticleSize) bytes.")
      }
    }

    private static func answer(with report: Report, path: String, kind: String?) -> Response {
      if path == "/v1/extract" {
        var line: [UInt8] = []
        RecordLine.extract(report, to: &line)
        return response(line, type: "application/json")
      }
      guard path == "/v1/report" else {
        return response(ReportFormat.json.render([report]), type: "application/json")
      }
      switch kind {
      case "section":
        return response(Array(HTMLReport.section(of: report, id: "a1").utf8), type: "text/html; charset=utf-8")
      case "html", nil: return response(ReportFormat.html.render([report]), type: "text/html; charset=utf-8")
      case "markdown":
        return response(ReportFormat.markdown.render([report]), type: "text/markdown; charset=utf-8")
      case "text": return response(ReportFormat.text.render([report]), type: "text/plain; charset=utf-8")
      case "json": return response(ReportFormat.json.render([report]), type: "application/json")
      default:
        return failure(400, "unknown-report", "Reports are html, section, markdown, text and json.")
      }
    }

    // MARK: Streams

    private func stream(_ request: Request, task: CheckPool.Task) -> Response {
      guard budget.take(Self.streamBytes) else { return Self.busy }
      let reservation = Reservation(budget: budget, bytes: Self.streamBytes)
      let body = ResponseBody { writer in
        defer { reservation.end() }
        var cutter = LineCutter()
        var number = 1
        for try await chunk in request.body {
          let lines = cutter.lines(adding: Array(chunk.readableBytesView))
          if !lines.isEmpty {
            let output = await records(lines, firstNumber: &number, task: task)
            try await writer.write(ByteBuffer(bytes: output))
          }
          if cutter.waiting > Self.streamBytes { break }
        }
        let rest = cutter.finish()
        if rest.count > Self.streamBytes {
          var output: [UInt8] = []
          RecordLine.error(
            id: nil, line: number, code: "too-large", message: "The line is too long for a record.", to: &output)
          try await writer.write(ByteBuffer(bytes: output))
        } else if !rest.isEmpty {
          try await writer.write(ByteBuffer(bytes: await records(rest, firstNumber: &number, task: task)))
        }
        try await writer.finish(nil)
      }
      return Response(status: .ok, headers: [.contentType: "application/x-ndjson"], body: body)
    }

    /// The lines of the record protocol for whole lines of records.
    private func records(_ lines: [UInt8], firstNumber number: inout Int, task: CheckPool.Task) async -> [UInt8] {
      var output: [UInt8] = []
      for range in recordLines(of: lines) {
        switch parseRecord(in: lines, range: range, number: number) {
        case nil: break
        case .failure(let error)?:
          RecordLine.error(
            id: error.id, line: error.line, code: error.error.code.rawValue, message: error.error.message, to: &output)
        case .success(let article)?:
          if let report = try? await pool.report(on: article, task: task) {
            if task == .check {
              RecordLine.check(report, to: &output)
            } else {
              RecordLine.extract(report, to: &output)
            }
          } else {
            RecordLine.error(
              id: article.id, line: number, code: "busy", message: "Too much is to be checked just now.", to: &output)
          }
        }
        number += 1
      }
      return output
    }

    // MARK: Answers

    private static func response(_ content: [UInt8], type: String) -> Response {
      Response(status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: content)))
    }

    private static func failure(_ status: Int, _ code: String, _ message: String) -> Response {
      let body = (try? JSONEncoder().encode(["error": ["code": code, "message": message]])) ?? Data()
      return Response(
        status: HTTPResponse.Status(code: status), headers: [.contentType: "application/json"],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: Array(body))))
    }

    private static func notAllowed(_ methods: String) -> Response {
      var response = failure(405, "wrong-method", "This address takes \(methods).")
      response.headers[.allow] = methods
      return response
    }

    private static var busy: Response {
      var response = failure(503, "busy", "Too much is to be checked just now; try again in a second.")
      response.headers[.retryAfter] = "1"
      return response
    }
  }

  /// What a stream has set aside, given back once it ends, however it ends.
  private final class Reservation: Sendable {
    private let budget: ByteBudget
    private let bytes: Int
    private let ended = Atomic(false)

    init(budget: ByteBudget, bytes: Int) {
      self.budget = budget
      self.bytes = bytes
    }

    deinit { end() }

    func end() {
      if !ended.exchange(true, ordering: .relaxed) { budget.give(bytes) }
    }
  }

  private struct TimedOut: Error {}

  /// What `work` returns, or `TimedOut` where it takes longer.
  private func within<Value: Sendable>(
    _ seconds: TimeInterval, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        throw TimedOut()
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() else { throw TimedOut() }
      return value
    }
  }
#endif
