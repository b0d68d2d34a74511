public import Factlint
public import Foundation
import Synchronization

#if Web
  import Hummingbird
  import Logging
  import NIOCore
#endif

/// What is done with articles, on one thread.
public struct ArticleChecker {
  /// Checks an article.
  public var check: (Article) -> Report
  /// Finds its facts without checking them.
  public var extract: (Article) -> Report

  /// Makes a checker.
  public init(check: @escaping (Article) -> Report, extract: @escaping (Article) -> Report) {
    self.check = check
    self.extract = extract
  }
}

/// The page and the JSON API, served over HTTP from this machine.
public struct WebServer: Sendable {
  /// Where and for whom the server listens, and how much it takes on.
  public struct Options: Sendable {
    /// The address to listen on; the machine's own unless told otherwise.
    public var host = "127.0.0.1"
    /// The port; 0 takes any that is free.
    public var port = 8417
    /// More names by which the server is reached, without a port.
    public var allowedHosts: [String] = []
    /// How many articles are checked at a time.
    public var threads = 2
    /// How many more may wait to be checked.
    public var waiting = 256
    /// How many seconds a body may take to come, and an article to wait for its turn.
    public var patience: TimeInterval = 20
    /// The bytes that all bodies together may take.
    public var bodyBytes = 128 << 20

    /// Makes the options as they are unless told otherwise.
    public init() {}
  }

  /// Why there is no server.
  public struct Failure: Error, CustomStringConvertible {
    /// A sentence for people.
    public var description: String
  }

  /// Whether this program was built with its HTTP server.
  public static var isAvailable: Bool {
    #if Web
      true
    #else
      false
    #endif
  }

  private let options: Options
  private let makeChecker: @Sendable () -> ArticleChecker

  /// Makes a server that is not yet running.
  ///
  /// - Parameter makeChecker: Makes what checks articles on one thread; called once for each.
  public init(options: Options, makeChecker: @escaping @Sendable () -> ArticleChecker) {
    self.options = options
    self.makeChecker = makeChecker
  }

  /// Serves until the program is told to end (SIGINT, SIGTERM).
  ///
  /// - Parameter whenListening: Takes the port once requests are answered.
  public func run(whenListening: @escaping @Sendable (_ port: Int) -> Void) throws(Failure) {
    #if Web
      let options = options
      let pool = CheckPool(
        threads: options.threads, waiting: options.waiting, patience: options.patience, makeChecker: makeChecker)
      let port = ListeningPort()
      let responder = ArticleResponder(
        pool: pool, budget: ByteBudget(options.bodyBytes), patience: options.patience,
        policy: { RequestPolicy(hosts: options.allowedHosts, port: port.value) })
      var logger = Logger(label: "factlint", factory: { StreamLogHandler.standardError(label: $0) })
      logger.logLevel = .critical
      let application = Application(
        responder: responder,
        server: .http1(configuration: .init(idleTimeout: .seconds(Int64(options.patience)))),
        configuration: .init(address: .hostname(options.host, port: options.port), serverName: nil),
        onServerRunning: { channel in
          port.value = channel.localAddress?.port ?? options.port
          whenListening(port.value)
        },
        logger: logger)
      let ended = DispatchSemaphore(value: 0)
      let problem = Mutex<String?>(nil)
      Task.detached {
        do { try await application.runService() } catch { problem.withLock { $0 = "\(error)" } }
        ended.signal()
      }
      ended.wait()
      pool.stop()
      if let problem = problem.withLock({ $0 }) {
        throw Failure(description: "\(options.host):\(options.port): the address cannot be served (\(problem))")
      }
    #else
      throw Failure(description: "this program was built without its page: build it with --traits Web")
    #endif
  }
}

/// The port that the server listens on, once it does.
private final class ListeningPort: Sendable {
  private let port = Mutex(0)
  var value: Int {
    get { port.withLock { $0 } }
    set { port.withLock { $0 = newValue } }
  }
}
