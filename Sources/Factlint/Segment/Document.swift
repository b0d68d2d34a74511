/// An article cut into what rules look at: sentences, statements, quotations; and what only its text could tell.
///
/// An object, since every step hands it on, and nothing in it changes once it is made.
public final class Document: Sendable {
  /// The article; the roles of its blocks are settled here.
  public let article: Article
  /// The language of its text (BCP 47), nil where none of the packs at hand fits.
  public let language: String?
  /// The publication date that holds, by the order of precedence of `PublicationDate.Origin`.
  public let date: PublicationDate?
  /// The dateline ("GAZA CITY, February 5 (Reuters) — ") as a range of the clean text.
  public let dateline: Range<Int>?
  /// The day that the dateline states in full, where it does.
  public let datelineDate: PublicationDate?
  /// The sentences of all blocks in order, inside quotations too.
  public let sentences: [Sentence]
  /// The sentences as the narrator speaks them: a quotation, whatever it holds, is one opaque piece.
  public let statements: [Sentence]
  /// The quotations in order.
  public let quotations: [Quotation]
  /// The clean text with every byte of a quotation, its marks included, replaced by `Document.mask`; same length.
  public let maskedText: [UInt8]

  /// The byte that stands for every byte of a quotation in `maskedText` (SUBSTITUTE of ASCII).
  public static let mask: UInt8 = 0x1A

  /// Makes a document.
  public init(
    article: Article, language: String? = nil, date: PublicationDate? = nil, dateline: Range<Int>? = nil,
    datelineDate: PublicationDate? = nil, sentences: [Sentence] = [], statements: [Sentence] = [],
    quotations: [Quotation] = [], maskedText: [UInt8] = []
  ) {
    self.article = article
    self.language = language
    self.date = date
    self.dateline = dateline
    self.datelineDate = datelineDate
    self.sentences = sentences
    self.statements = statements
    self.quotations = quotations
    self.maskedText = maskedText
  }
}

/// A sentence of one block.
public struct Sentence: Sendable, Equatable {
  /// Where it lies in the clean text, in UTF-8 bytes, without surrounding spaces.
  public var range: Range<Int>
  /// The index of its block.
  public var block: Int

  /// Makes a sentence.
  public init(range: Range<Int>, block: Int) {
    self.range = range
    self.block = block
  }
}

/// Words between quotation marks, or a block that is a quotation as a whole.
public struct Quotation: Sendable, Equatable {
  /// Where it lies in the clean text with its marks, in UTF-8 bytes.
  public var range: Range<Int>
  /// The words without the marks.
  public var content: Range<Int>
  /// The index of its block.
  public var block: Int
  /// How many quotations surround it: 0 for one that the narrator makes.
  public var depth: Int
  /// Whether it carries on the quotation that the block before it left open (a continuation paragraph).
  public var isContinuation: Bool
  /// Whether its closing mark is there; a quotation that is carried on in the next block has none.
  public var isClosed: Bool

  /// Makes a quotation.
  public init(
    range: Range<Int>, content: Range<Int>, block: Int, depth: Int = 0, isContinuation: Bool = false,
    isClosed: Bool = true
  ) {
    self.range = range
    self.content = content
    self.block = block
    self.depth = depth
    self.isContinuation = isContinuation
    self.isClosed = isClosed
  }
}
