import Factlint

/// Finds the article's own text among all that a page shows: menus, teasers, comments and advertisements are left out.
///
/// What stands in a page is told by its elements and roles first, then by the words of its classes and ids. No element
/// that holds more than half of the page's prose is left out for such a word, since pages call themselves all sorts of
/// things.
struct PageText {
  /// The element that holds the article.
  private(set) var root = 0
  /// The element of the headline, where the page shows one.
  private(set) var headline: Int?
  /// The entries of a live blog with their days.
  private(set) var entries: [Int: CivilDate?] = [:]

  private let tree: MarkupTree
  /// How much prose stands before each node, in bytes.
  private var proseBefore: [Int] = []
  /// How many headings of the first level stand before each node, outside of what is left out.
  private var headingsBefore: [Int] = []
  private var leftOut: Set<Int> = []
  private var bylines: Set<Int> = []
  private var captions: Set<Int> = []
  /// Where the last of these ends.
  private var noteEnd = 0

  /// Looks a page over.
  ///
  /// - Parameters:
  ///   - titles: The headlines that the metadata states, by which the right one of several is known.
  ///   - isLiveBlog: Whether the metadata says that the page is one.
  init(of tree: MarkupTree, titles: [String], isLiveBlog: Bool) {
    self.tree = tree
    leaveOutByElement()
    measure()
    leaveOutByWords()
    measure()
    root = articleRoot()
    headline = headline(titles: titles)
    if isLiveBlog || looksLikeLiveBlog { findEntries() }
    if entries.isEmpty { leaveOutTeasers() }
  }

  /// Whether the text in an element is no part of the article.
  func isLeftOut(_ index: Int) -> Bool { leftOut.contains(index) || index == headline }

  /// The role that an element gives to its text, beside what its name says.
  func role(_ index: Int) -> Block.Role? {
    captions.contains(index) ? .caption : bylines.contains(index) ? .byline : nil
  }

  /// How much prose an element holds, in bytes.
  func size(of index: Int) -> Int { proseBefore[tree.nodes[index].end] - proseBefore[index] }

  // MARK: - What is left out

  private static let rolesLeftOut: Set = [
    "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "alertdialog",
    "alert", "form", "toolbar", "tooltip",
  ]

  private mutating func leaveOutByElement() {
    for index in tree.nodes.indices.dropFirst() where !tree.nodes[index].isText {
      if MarkupElements.isNoProse.contains(tree.nodes[index].name) {
        leftOut.insert(index)
      } else if tree.source(of: "hidden", at: index) != nil || tree.value(of: "aria-hidden", at: index) == "true" {
        leftOut.insert(index)
      } else if let style = tree.value(of: "style", at: index) {
        let plain = style.lowercased().filter { $0 != " " }
        if plain.contains("display:none") || plain.contains("visibility:hidden") { leftOut.insert(index) }
      }
    }
  }

  /// Words of classes and ids that tell what is no part of an article.
  private static let wordsLeftOut: Set = [
    "ad", "ads", "advert", "advertisement", "advertising", "banner", "breadcrumb", "breadcrumbs", "comments", "consent",
    "cookie", "cookies", "disqus", "donate", "footer", "masthead", "menu", "modal", "nav", "navbar", "navigation",
    "newsletter", "outbrain", "overlay", "pager", "pagination", "paywall", "popup", "promo", "promos", "recirc",
    "recommendations", "recommended", "related", "share", "sharing", "sharebar", "sidebar", "signup", "skip", "social",
    "sponsor", "sponsored", "subscribe", "subscription", "taboola", "tags", "teaser", "teasers", "toolbar", "topics",
    "trending", "widget",
  ]

  private static let elementsLeftOut: Set = ["aside", "footer", "form"]

  private mutating func leaveOutByWords() {
    let half = size(of: 0) / 2
    for index in tree.nodes.indices.dropFirst() where !tree.nodes[index].isText && !leftOut.contains(index) {
      let name = tree.nodes[index].name
      if name == "html" || name == "body" { continue }
      let words = classWords(of: index)
      let role = tree.value(of: "role", at: index)?.lowercased() ?? ""
      let isApart =
        Self.elementsLeftOut.contains(name) || Self.rolesLeftOut.contains(role)
        || words.contains(where: Self.wordsLeftOut.contains)
        || words.contains("read") && (words.contains("more") || words.contains("most") || words.contains("also"))
        || words.contains("author") && !words.isDisjoint(with: ["bio", "about", "card", "box", "profile"])
      if isApart {
        // A header may say "banner" and hold the headline.
        if size(of: index) <= half, !holdsHeading(index) || Self.elementsLeftOut.contains(name) {
          leftOut.insert(index)
        }
        continue
      }
      note(words, of: index)
    }
  }

  /// Notes what is a caption or a byline by its class.
  private mutating func note(_ words: Set<String>, of index: Int) {
    // What stands in a byline is part of it.
    guard index >= noteEnd else { return }
    defer { if role(index) != nil { noteEnd = tree.nodes[index].end } }
    let name = tree.nodes[index].name
    if words.contains("caption"), !words.contains("title"), size(of: index) < 1_000, name != "figure" {
      captions.insert(index)
    } else if words.contains("byline") || words.contains("dateline") && words.contains("author")
      || tree.value(of: "rel", at: index) == "author" || tree.value(of: "itemprop", at: index) == "author"
    {
      if tree.nodes[index].end - index < 64, (tree.label(of: index) ?? "").utf8.count < 160 { bylines.insert(index) }
    }
  }

  /// The words of an element's classes and id, in small letters: `articleBody` and `article-body` are two each.
  private func classWords(of index: Int) -> Set<String> {
    var words: Set<String> = []
    for attribute in ["class", "id"] {
      guard let source = tree.source(of: attribute, at: index) else { continue }
      var word = ""
      var wasSmall = false
      for byte in tree.bytes[source].prefix(400) {
        let isCapital = byte &- 0x41 < 26
        if !isASCIILetter(byte) || isCapital && wasSmall {
          if !word.isEmpty { words.insert(word) }
          word = ""
        }
        if isASCIILetter(byte) { word.unicodeScalars.append(Unicode.Scalar(byte | 0x20)) }
        wasSmall = isASCIILetter(byte) && !isCapital
      }
      if !word.isEmpty { words.insert(word) }
    }
    return words
  }

  /// Measures the text outside of links and of what is left out.
  private mutating func measure() {
    proseBefore = [Int](repeating: 0, count: tree.nodes.count + 1)
    headingsBefore = proseBefore
    var linkEnd = 0
    var skipEnd = 0
    for index in tree.nodes.indices {
      let node = tree.nodes[index]
      proseBefore[index + 1] = proseBefore[index]
      headingsBefore[index + 1] = headingsBefore[index]
      if leftOut.contains(index) { skipEnd = max(skipEnd, node.end) }
      guard index >= skipEnd else { continue }
      if node.isText {
        if index >= linkEnd {
          proseBefore[index + 1] += tree.bytes[node.source].reduce(0) { $0 + ($1 > 0x20 ? 1 : 0) }
        }
      } else if node.name == "a" {
        linkEnd = max(linkEnd, node.end)
      } else if node.name == "h1" {
        headingsBefore[index + 1] += 1
      }
    }
  }

  private func holdsHeading(_ index: Int) -> Bool {
    headingsBefore[tree.nodes[index].end] > headingsBefore[index]
  }

  private func isInside(_ index: Int, _ outer: Int) -> Bool {
    index >= outer && index < tree.nodes[outer].end
  }

  // MARK: - Where the article is

  private func articleRoot() -> Int {
    let all = size(of: 0)
    let visible = tree.nodes.indices.filter { !tree.nodes[$0].isText && size(of: $0) > 0 }
    // What surely holds the article, if it holds much of the page's prose; articles without their body are teasers.
    let main = visible.first {
      (tree.nodes[$0].name == "main" || tree.value(of: "role", at: $0) == "main") && size(of: $0) * 2 > all
    }
    let articles = visible.filter { tree.nodes[$0].name == "article" }
    var outer: [Int] = []
    for article in articles where outer.last.map({ article >= tree.nodes[$0].end }) ?? true { outer.append(article) }
    if let best = outer.max(by: { size(of: $0) < size(of: $1) }), size(of: best) * 10 >= all * 3 {
      // A live blog may have its entries as articles side by side.
      let rivals = outer.filter { tree.nodes[$0].parent == tree.nodes[best].parent }
      return rivals.count >= 3 && size(of: best) * 2 < all && tree.first("time", in: best) != nil
        ? tree.nodes[best].parent : best
    }
    if articles.isEmpty || main == nil,
      let body = visible.filter({ tree.value(of: "itemprop", at: $0) == "articleBody" }).max(by: {
        size(of: $0) < size(of: $1)
      }), size(of: body) * 10 >= all * 3
    {
      return body
    }
    return densest(in: main ?? 0, all: size(of: main ?? 0))
  }

  /// The innermost element that still holds three quarters of the prose.
  private func densest(in start: Int, all: Int) -> Int {
    var root = start
    descent: while all > 0 {
      for child in tree.children(of: root) where !tree.nodes[child].isText && size(of: child) * 4 >= all * 3 {
        // Paragraphs beside it are of the same article.
        let hasParagraphs = tree.children(of: root).contains { tree.nodes[$0].name == "p" && size(of: $0) > 0 }
        if hasParagraphs { return root }
        root = child
        continue descent
      }
      break
    }
    return root
  }

  /// Leaves out the articles inside the article, which are teasers of others.
  private mutating func leaveOutTeasers() {
    let half = size(of: root) / 2
    for index in tree.descendants(of: root, named: "article") where size(of: index) < half { leftOut.insert(index) }
  }

  private func headline(titles: [String]) -> Int? {
    var candidates: [(index: Int, words: String)] = []
    for index in tree.descendants(of: 0, named: "h1") where holdsHeading(index) {
      guard let label = tree.label(of: index) else { continue }
      candidates.append((index, words(label)))
      if candidates.count == Self.greatestHeadingCount { break }
    }
    let known = Set(titles.prefix(Self.greatestHeadingCount).map(words))
    if let stated = candidates.first(where: { known.contains($0.words) }) { return stated.index }
    if let own = candidates.first(where: { isInside($0.index, root) }) { return own.index }
    for (index, words) in candidates where known.isEmpty || known.contains(where: { $0.hasPrefix(words) }) {
      return index
    }
    return candidates.count == 1 ? candidates[0].index : nil
  }

  /// So many headings of the first level, and so many titles, are looked at to find the headline.
  private static let greatestHeadingCount = 64

  /// A text's letters and digits, for comparing.
  private func words(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  // MARK: - Live blogs

  private var looksLikeLiveBlog: Bool {
    tree.nodes.indices.contains { index in
      guard !tree.nodes[index].isText, isInside(index, root) || isInside(root, index) else { return false }
      if tree.value(of: "itemtype", at: index)?.hasSuffix("LiveBlogPosting") == true { return true }
      let words = classWords(of: index)
      return words.contains("liveblog") || words.contains("live") && words.contains("blog")
    }
  }

  /// Finds the elements that hold one time stamp each and stand side by side.
  private mutating func findEntries() {
    let stamps = tree.descendants(of: root, named: "time").filter { tree.source(of: "datetime", at: $0) != nil }
    var stamped: [Int: Int] = [:]
    for stamp in stamps {
      var index = stamp
      while index != root, stamped[index] == nil {
        stamped[index] = stamp
        index = tree.nodes[index].parent
      }
    }
    var siblings: [Int: Int] = [:]
    for index in stamped.keys where ["article", "div", "li", "section"].contains(tree.nodes[index].name) {
      siblings[tree.nodes[index].parent, default: 0] += 1
    }
    for (index, stamp) in stamped
    where ["article", "div", "li", "section"].contains(tree.nodes[index].name)
      && siblings[tree.nodes[index].parent, default: 0] >= 2 && size(of: index) > 0
    {
      let stated = tree.value(of: "datetime", at: stamp).map { Array($0.utf8) }
      entries[index] = .some(stated.flatMap { ISODate(wholeOf: $0, in: $0.indices)?.day })
    }
  }
}
