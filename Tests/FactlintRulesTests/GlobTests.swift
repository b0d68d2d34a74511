import FactlintRules
import Testing

@Suite("Patterns of paths")
struct GlobTests {
  @Test(
    "match as in .gitignore",
    arguments: [
      ("*.md", "a.md", true), ("*.md", "x/y/a.md", true), ("*.md", "a.mdx", false), ("drafts", "drafts/a.md", true),
      ("drafts", "x/drafts/a.md", true), ("/drafts", "x/drafts/a.md", false), ("drafts/", "drafts/a.md", true),
      ("drafts/", "drafts", false), ("a/*.md", "a/b.md", true), ("a/*.md", "a/b/c.md", false),
      ("a/**/c.md", "a/c.md", true), ("a/**/c.md", "a/x/y/c.md", true), ("**/c", "c", true), ("a/**", "a/b/c", true),
      ("a/**", "b/a/c", false), ("./a/b", "a/b", true), ("?.md", "é.md", true), ("?.md", "ab.md", false),
      ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false), ("[!a-c]x", "zx", true), ("\\*", "*", true),
      ("\\*", "a", false),
      ("a[", "a[", true), ("", "a", false), ("a*b*c", "aXbYc", true), ("a*b*c", "aXbY", false),
      ("2024/*/x", "2024/05/x", true),
    ])
  func patterns(pattern: String, path: String, isMatch: Bool) {
    #expect(Glob(pattern).matches(path) == isMatch, "\(pattern) and \(path)")
  }

  @Test("take no time to fail")
  func hostile() {
    let path = String(repeating: "a", count: 3000) + "/" + String(repeating: "b/", count: 300)
    #expect(!Glob(String(repeating: "*a", count: 60) + "c").matches(path))
    #expect(!Glob(String(repeating: "**/", count: 60) + "c").matches(path))
  }
}
