import Testing

@testable import FactlintWeb

@Suite("The web server's door")
struct RequestPolicyTests {
  private let policy = RequestPolicy(hosts: ["Desk.example"], port: 8417)

  @Test(
    "answers to its own names",
    arguments: ["localhost:8417", "127.0.0.1:8417", "[::1]:8417", "DESK.example", "localhost"])
  func ownHosts(host: String) {
    #expect(policy.refusal(host: host, origin: nil, fetchSite: nil) == nil)
  }

  @Test("answers to its own pages", arguments: ["localhost:8417", "127.0.0.1:8417", "[::1]:8417", "desk.example"])
  func ownOrigins(host: String) {
    #expect(policy.refusal(host: host, origin: "http://\(host)", fetchSite: "same-origin") == nil)
  }

  @Test(
    "refuses other names, such as those made to lead to it",
    arguments: [
      nil, "", "evil.example", "evil.example:8417", "localhost:80", "127.0.0.1.evil.example", "localhost:8417:8417",
    ])
  func foreignHosts(host: String?) {
    #expect(policy.refusal(host: host, origin: nil, fetchSite: nil)?.status == 421)
  }

  @Test(
    "refuses what a page of another site sends",
    arguments: [
      "null", "http://evil.example", "http://localhost", "https://127.0.0.1", "http://localhost:80",
      "http://localhost:8417.evil.example",
      "file://localhost:8417", "http://localhost:8417/x", "http:localhost:8417", "",
    ])
  func foreignOrigins(origin: String) {
    #expect(policy.refusal(host: "localhost:8417", origin: origin, fetchSite: nil)?.status == 403)
  }

  @Test("believes a browser that says where a request comes from", arguments: ["cross-site", "same-site"])
  func fetchSite(site: String) {
    #expect(policy.refusal(host: "localhost:8417", origin: nil, fetchSite: site)?.status == 403)
    #expect(policy.refusal(host: "localhost:8417", origin: nil, fetchSite: "none") == nil)
  }
}
