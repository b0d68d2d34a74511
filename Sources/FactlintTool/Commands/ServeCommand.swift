import ArgumentParser
import Factlint
import FactlintWeb
import Foundation

/// `factlint serve`: the page and the JSON API.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Check articles on a local page, or over a JSON API.",
    discussion: """
      Paste or drop an article on the page and see its findings while you type; POST /v1/check does the same for \
      programs, and /v1/openapi.json describes it. Nothing is stored. Only this machine is served unless --host says \
      otherwise; there is no password.
      """)

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
  var host = WebServer.Options().host

  @Option(help: ArgumentHelp("The port to listen on; 0 takes any that is free.", valueName: "n"))
  var port = WebServer.Options().port

  @Option(help: ArgumentHelp("A name by which others reach the server; can be repeated.", valueName: "name"))
  var allowHost: [String] = []

  @Option(help: ArgumentHelp("How many articles to check at a time.", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "A folder with rules to use in place of the bundled ones or on top of them.", valueName: "folder"))
  var rules: String?

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port \(port): ports are 0 to 65535.") }
    if let jobs, !(1...64).contains(jobs) { throw ValidationError("--jobs \(jobs): there can be 1 to 64 jobs.") }
  }

  func run() throws {
    var options = WebServer.Options()
    options.host = host
    options.port = port
    options.allowedHosts = allowHost + (Self.wildcards.contains(host) ? [] : [host])
    options.threads = jobs ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
    let host = host
    do {
      let packs = try PackChoice.packs(rules: rules)
      let server = WebServer(options: options) {
        let linter = Linter(packs: packs)
        return ArticleChecker(
          check: { article in
            var report = linter.check(article)
            SuppressionComments.apply(to: &report)
            return report
          },
          extract: { linter.facts(of: $0) })
      }
      try server.run { port in
        let name = host.contains(":") ? "[\(host)]" : host
        print("Factlint is at http://\(name):\(port)/ (Control-C ends it)")
        fflush(nil)
        if !["127.0.0.1", "::1", "localhost"].contains(host) {
          Terminal.complain("whoever reaches this machine's port \(port) can use it: there is no password")
        }
      }
    } catch {
      Terminal.complain("\(error)")
      throw ExitStatus.unreadable
    }
  }

  private static let wildcards: Set = ["0.0.0.0", "::"]
}
