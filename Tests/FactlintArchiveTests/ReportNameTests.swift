import FactlintArchive
import Testing

@Suite("Names of reports")
struct ReportNameTests {
  @Test(
    "keep what is safe as it is",
    arguments: ["ferry", "ferry.txt", "2024/05/ferry-2.txt", "a_b.c", "1", "story-000123", "com", "console"])
  func plain(id: String) {
    #expect(ReportName.name(forID: id) == id)
  }

  @Test(
    "are made safe and different for every other id",
    arguments: [
      "", "..", ".", "/", "../x", "a/../b", "a//b", "/etc/passwd", ".hidden", "a/.git/x", "Ferry", "über", "😀", "a b",
      "x\ny", "x\u{0}y", "-rf", "~x", "a~2", "con", "nul.txt", "com1", "index", "index-2", "a.", "a.md/b", "a\\b",
      "a:b",
      "\u{202E}abc", String(repeating: "x", count: 300), String(repeating: "a/", count: 30) + "b", "%2e%2e%2fx",
    ])
  func unsafe(id: String) {
    let name = ReportName.name(forID: id)
    #expect(name != id || id.contains("%"))
    #expect(name.wholeMatch(of: #/[a-z0-9_][a-z0-9._-]{0,90}~[0-9a-f]{12}/#) != nil, "\(name)")
    #expect(!name.contains("/"))
  }

  @Test("differ for ids that look alike")
  func different() {
    let ids = [
      "a", "A", "a/b", "a-b", "a b", "é", "e\u{301}", "x", "../x", "./x", "/x", "x/", "x//", "", " ", "\t", "東", "京",
      "a~1", "a?",
    ]
    #expect(Set(ids.map { ReportName.name(forID: $0).lowercased() }).count == ids.count)
  }
}
