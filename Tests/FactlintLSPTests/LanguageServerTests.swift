import Factlint
import Foundation
import Testing

@testable import FactlintLSP

@Suite("The language server by itself")
struct LanguageServerTests {
  /// What the server was last told of articles that state no date and no language.
  private final class Settings {
    var date: CivilDate?
    var language: String?
  }

  private func send(_ message: String, to server: LanguageServer) {
    _ = server.receive(Data(message.utf8), now: Date(timeIntervalSince1970: 0))
  }

  @Test("keeps its settings when an editor sends none of them, and takes those that it sends")
  func configuration() {
    let settings = Settings()
    let server = LanguageServer(
      services: .init(
        version: "1", check: { Linter(packs: []).check($0) }, page: { _ in nil },
        configure: { date, language in
          settings.date = date
          settings.language = language
        }))
    func change(_ json: String) {
      send(
        #"{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":\#(json)}}"#, to: server)
    }
    send(
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"initializationOptions":{"date":"2024-05-13"}}}"#,
      to: server)
    let day = CivilDate(year: 2024, month: 5, day: 13)
    #expect(settings.date == day)
    for none in ["null", "{}", #"{"pylsp":{"date":1}}"#] {
      change(none)
      #expect(settings.date == day)
    }
    change(#"{"factlint":{"date":"2024-05-14","language":"en"}}"#)
    #expect(settings.date == CivilDate(year: 2024, month: 5, day: 14))
    #expect(settings.language == "en")
    change(#"{"date":"2024-05-15"}"#)
    #expect(settings.date == CivilDate(year: 2024, month: 5, day: 15))
    change(#"{"factlint":{}}"#)
    #expect(settings.date == nil)
  }
}
