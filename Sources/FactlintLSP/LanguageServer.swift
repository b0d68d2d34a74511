public import Factlint
import FactlintReaders
public import Foundation

/// A language server (LSP 3.17) for articles: takes messages, and says what to send.
///
/// It does no input or output of its own and has no clock: whoever runs it hands it messages as they come and calls
/// `work(now:)` when `nextWork` is due. Documents are checked once typing pauses.
public final class LanguageServer {
  /// What the server needs of the program around it.
  public struct Services {
    /// Checks an article.
    public var check: (Article) -> Report
    /// The address of the page of a check by its id; nil where there is none.
    public var page: (String) -> String?
    /// Takes the publication date and language that the client sets for articles that state none.
    public var configure: (_ date: CivilDate?, _ language: String?) -> Void
    /// The program's version.
    public var version: String

    /// Makes the services.
    public init(
      version: String, check: @escaping (Article) -> Report, page: @escaping (String) -> String?,
      configure: @escaping (_ date: CivilDate?, _ language: String?) -> Void
    ) {
      self.version = version
      self.check = check
      self.page = page
      self.configure = configure
    }
  }

  private struct OpenDocument {
    var text: TextDocument
    var version: JSONValue
    var format: InputFormat
    /// When it is to be checked; nil where it has been.
    var due: Date?
    /// When it was first changed after the last check.
    var changedSince: Date?
    var checked: CheckedDocument?
  }

  /// How long typing has to pause.
  static let pause: TimeInterval = 0.04
  /// How long a document waits at most where typing does not pause.
  static let patience: TimeInterval = 0.6

  /// The exit status, once the client has asked for the end: 0 where it announced it first.
  public private(set) var exitStatus: Int32?

  private let services: Services
  private var documents: [String: OpenDocument] = [:]
  private var isInitialized = false
  private var isShutDown = false
  private var encoding = PositionEncoding.utf16
  private var tellsRelated = false
  private var isHierarchical = false
  private var outgoing: [JSONValue] = []

  /// Makes a server that waits for `initialize`.
  public init(services: Services) {
    self.services = services
  }

  /// When there is work to do; nil where there is none.
  public var nextWork: Date? { documents.values.compactMap(\.due).min() }

  /// Takes a message's content and returns the messages to send, each without its header.
  public func receive(_ content: Data, now: Date) -> [Data] {
    if let json = try? JSONDecoder().decode(JSONValue.self, from: content) {
      if let message = ClientMessage(json) { handle(message, now: now) }
    } else {
      outgoing.append(ServerMessage.failure(of: .null, .parseError))
    }
    return flush()
  }

  /// Checks the documents that are due and returns the messages to send.
  public func work(now: Date) -> [Data] {
    for (uri, document) in documents where document.due.map({ $0 <= now }) == true { publish(uri) }
    return flush()
  }

  private func flush() -> [Data] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    defer { outgoing = [] }
    return outgoing.compactMap { try? encoder.encode($0) }
  }

  // MARK: Messages

  private func handle(_ message: ClientMessage, now: Date) {
    guard let id = message.id else {
      notified(message, now: now)
      return
    }
    do {
      outgoing.append(ServerMessage.response(to: id, result: try result(of: message)))
    } catch let error as RequestError {
      outgoing.append(ServerMessage.failure(of: id, error))
    } catch {
      outgoing.append(ServerMessage.failure(of: id, .invalidRequest))
    }
  }

  private func result(of message: ClientMessage) throws -> JSONValue {
    guard isInitialized || message.method == "initialize" else { throw RequestError.notInitialized }
    if isShutDown || isInitialized && message.method == "initialize" { throw RequestError.invalidRequest }
    let parameters = message.parameters
    switch message.method {
    case "initialize": return initialize(parameters)
    case "shutdown":
      isShutDown = true
      return .null
    case "textDocument/hover":
      let checked = try checkedDocument(parameters)
      guard let position = TextPosition(parameters["position"]) else { throw RequestError.invalid("position") }
      return checked.hover(at: checked.text.offset(of: position)) ?? .null
    case "textDocument/documentSymbol":
      return .array(try checkedDocument(parameters).symbols(isHierarchical: isHierarchical))
    case "textDocument/codeAction": return .array(try codeActions(parameters))
    default: throw RequestError.unknown(message.method)
    }
  }

  private func notified(_ message: ClientMessage, now: Date) {
    if message.method == "exit" {
      exitStatus = isShutDown ? 0 : 1
      return
    }
    guard isInitialized, !isShutDown else { return }
    let parameters = message.parameters
    let item = parameters["textDocument"]
    switch message.method {
    case "textDocument/didOpen":
      guard let uri = item["uri"].string, let text = item["text"].string else { return }
      documents[uri] = OpenDocument(
        text: TextDocument(text, encoding: encoding), version: item["version"],
        format: Self.format(language: item["languageId"].string ?? "", uri: uri), due: now, changedSince: now)
    case "textDocument/didChange":
      guard let uri = item["uri"].string else { return }
      change(uri, version: item["version"], changes: parameters["contentChanges"].array ?? [], now: now)
    case "textDocument/didClose":
      guard let uri = item["uri"].string, documents.removeValue(forKey: uri) != nil else { return }
      outgoing.append(
        ServerMessage.notification(
          "textDocument/publishDiagnostics", ["uri": .string(uri), "diagnostics": .array([])]))
    case "workspace/didChangeConfiguration":
      let settings = parameters["settings"]
      // Editors send this on their own account too, with the settings as a whole or with none of this server's.
      let own = settings["factlint"] != .null ? settings["factlint"] : settings
      guard own["date"] != .null || own["language"] != .null || settings["factlint"] != .null else { return }
      configure(own)
      for uri in documents.keys { markChanged(uri, now: now) }
    default: break
    }
  }

  private func initialize(_ parameters: JSONValue) -> JSONValue {
    isInitialized = true
    let capabilities = parameters["capabilities"]
    let offered = (capabilities["general"]["positionEncodings"].array ?? []).compactMap(\.string)
    // UTF-8 costs least, and UTF-16 is what every client knows.
    encoding = offered.contains(PositionEncoding.utf8.rawValue) ? .utf8 : .utf16
    let editor = capabilities["textDocument"]
    tellsRelated = editor["publishDiagnostics"]["relatedInformation"].bool == true
    isHierarchical = editor["documentSymbol"]["hierarchicalDocumentSymbolSupport"].bool == true
    configure(parameters["initializationOptions"])
    return [
      "capabilities": [
        "positionEncoding": .string(encoding.rawValue),
        "textDocumentSync": ["openClose": true, "change": 2],
        "hoverProvider": true,
        "documentSymbolProvider": true,
        "codeActionProvider": ["codeActionKinds": ["quickfix"]],
      ],
      "serverInfo": ["name": .string(LanguageProse.source), "version": .string(services.version)],
    ]
  }

  private func configure(_ options: JSONValue) {
    services.configure(options["date"].string.flatMap { CivilDate(iso8601: $0) }, options["language"].string)
  }

  // MARK: Documents

  private static func format(language: String, uri: String) -> InputFormat {
    switch language {
    case "markdown": return .markdown
    case "plaintext", "text": return .text
    default:
      if let format = InputFormat(rawValue: language), !format.holdsManyArticles { return format }
      let name = URL(string: uri)?.lastPathComponent ?? uri
      guard let format = InputFormat(fileName: name), !format.holdsManyArticles else { return .text }
      return format
    }
  }

  private func change(_ uri: String, version: JSONValue, changes: [JSONValue], now: Date) {
    guard documents[uri] != nil else { return }
    for change in changes {
      guard let text = change["text"].string else { continue }
      if let start = TextPosition(change["range"]["start"]), let end = TextPosition(change["range"]["end"]) {
        documents[uri]?.text.replace(from: start, to: end, with: text)
      } else {
        documents[uri]?.text.replaceAll(with: text)
      }
    }
    documents[uri]?.version = version
    markChanged(uri, now: now)
  }

  private func markChanged(_ uri: String, now: Date) {
    guard var document = documents.removeValue(forKey: uri) else { return }
    let since = document.changedSince ?? now
    document.checked = nil
    document.changedSince = since
    document.due = min(now.addingTimeInterval(Self.pause), since.addingTimeInterval(Self.patience))
    documents[uri] = document
  }

  private func publish(_ uri: String) {
    documents[uri]?.due = nil
    documents[uri]?.changedSince = nil
    let diagnostics: [JSONValue]
    do {
      guard let checked = try checked(uri) else { return }
      diagnostics = checked.diagnostics(tellsRelated: tellsRelated, page: services.page)
    } catch {
      let line = max(0, (error.line ?? 1) - 1)
      let place = TextPosition(line: line, character: 0).json
      diagnostics = [
        [
          "range": ["start": place, "end": place], "severity": 1, "source": .string(LanguageProse.source),
          "code": .string(error.code.rawValue), "message": .string(error.message),
        ]
      ]
    }
    var parameters: [String: JSONValue] = ["uri": .string(uri), "diagnostics": .array(diagnostics)]
    if let version = documents[uri]?.version, version != .null { parameters["version"] = version }
    outgoing.append(ServerMessage.notification("textDocument/publishDiagnostics", .object(parameters)))
  }

  /// The document as it is now, checked; nil where it is not open.
  private func checked(_ uri: String) throws(ReadError) -> CheckedDocument? {
    guard let document = documents[uri] else { return nil }
    if let checked = document.checked { return checked }
    let path = URL(string: uri).flatMap { $0.isFileURL ? $0.path : nil } ?? uri
    let article = try readArticle(bytes: document.text.bytes, format: document.format, id: path)
    let checked = CheckedDocument(uri: uri, text: document.text, report: services.check(article))
    documents[uri]?.checked = checked
    return checked
  }

  private func checkedDocument(_ parameters: JSONValue) throws -> CheckedDocument {
    guard let uri = parameters["textDocument"]["uri"].string, documents[uri] != nil else {
      throw RequestError.invalid("open document")
    }
    do {
      if let checked = try checked(uri) { return checked }
    } catch {
      throw RequestError(code: -32803, message: error.message)
    }
    throw RequestError.invalid("open document")
  }

  // MARK: Code actions

  private func codeActions(_ parameters: JSONValue) throws -> [JSONValue] {
    let checked = try checkedDocument(parameters)
    let format = documents[checked.uri]?.format ?? .text
    if let only = parameters["context"]["only"].array, !only.contains("quickfix") { return [] }
    return (parameters["context"]["diagnostics"].array ?? []).flatMap { diagnostic -> [JSONValue] in
      let fingerprint = diagnostic["data"]["fingerprint"].string
      guard let finding = checked.report.findings.first(where: { $0.fingerprint == fingerprint }) else { return [] }
      let edit = SuppressionEdit(for: finding, in: checked, format: format)
      return LanguageProse.reasons.map { reason in
        let title = edit.isForArticle ? LanguageProse.ignoreInArticle : LanguageProse.ignore
        let change: JSONValue = [
          "range": checked.text.json(of: edit.offset..<edit.offset),
          "newText": .string(edit.comment(check: finding.check, reason: reason)),
        ]
        return [
          "title": .string(title(finding.check, reason)), "kind": "quickfix", "diagnostics": [diagnostic],
          "edit": ["changes": .object([checked.uri: [change]])],
        ]
      }
    }
  }
}
