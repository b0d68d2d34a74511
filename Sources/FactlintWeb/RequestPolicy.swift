/// Which requests are answered: those that name this server and that no other site's page has sent.
///
/// A page of another site can make a browser send requests to a server on the same machine, and a name of its own can
/// be made to lead there (DNS rebinding); the headers `Host`, `Origin` and `Sec-Fetch-Site` tell.
public struct RequestPolicy: Sendable {
  /// Why a request is refused.
  public struct Refusal: Error, Equatable {
    /// The HTTP status.
    public var status: Int
    /// A stable word for programs.
    public var code: String
    /// A sentence for people.
    public var message: String
  }

  /// The host names that are this server's, in small letters, without a port.
  public let hosts: Set<String>
  /// The port that the server listens on.
  public let port: Int

  /// The names of a machine for itself.
  public static let loopback: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

  /// Makes a policy of the names that lead to the server, beside those of the machine for itself.
  public init(hosts: some Sequence<String>, port: Int) {
    self.hosts = Self.loopback.union(hosts.map { $0.lowercased() })
    self.port = port
  }

  /// Returns why a request with these headers is refused; nil where it is not.
  public func refusal(host: String?, origin: String?, fetchSite: String?) -> Refusal? {
    guard let host, isOwn(host) else {
      return Refusal(status: 421, code: "wrong-host", message: "The request names a host that is not this server's.")
    }
    let foreign = Refusal(
      status: 403, code: "wrong-origin", message: "Pages of other sites may not send articles to this server.")
    if let origin {
      // Over a proxy that adds TLS the scheme may be https; what counts is the name.
      let parts = origin.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, parts[0] == "http:" || parts[0] == "https:", parts[1].isEmpty, isOwn(String(parts[2])),
        // Without a port it is that of HTTP, at which another program of this machine may serve its pages.
        port == 80 || !Self.loopback.contains(parts[2].lowercased())
      else { return foreign }
    }
    if let fetchSite, fetchSite == "cross-site" || fetchSite == "same-site" { return foreign }
    return nil
  }

  private func isOwn(_ authority: String) -> Bool {
    let authority = authority.lowercased()
    if hosts.contains(authority) { return true }
    let suffix = ":\(port)"
    return authority.hasSuffix(suffix) && hosts.contains(String(authority.dropLast(suffix.utf8.count)))
  }
}
