/// One article as a reader of a format hands it to the engine: its clean text in blocks, and the way back to its source.
///
/// The clean text is what rules match. It differs from the source only in what a rule should never have to spell out:
/// a run of white space of any kind is one space, a typographic apostrophe or hyphen is the ASCII one, marks that
/// cannot be seen are gone. Every other scalar is as the source has it, and `sourceMap` leads back to the source.
public struct Article: Sendable {
  /// The name by which results refer to the article: a record's id, or a file's path.
  public var id: String
  /// The source strings that the article was read from, such as `headline`, `text` and `date`.
  public var fields: [Field]
  /// The clean text: valid UTF-8, the blocks in order, one line feed between two blocks and none inside one.
  public var text: [UInt8]
  /// The blocks of the clean text, in order, without the line feeds between them.
  public var blocks: [Block]
  /// The way from the clean text back to the fields.
  public var sourceMap: SourceMap
  /// What the format itself says of the article.
  public var metadata: Metadata
  /// What went wrong while reading, none of it fatal.
  public var incidents: [Incident]

  /// Makes an article from its parts; readers use `ArticleBuilder`.
  public init(
    id: String, fields: [Field], text: [UInt8], blocks: [Block], sourceMap: SourceMap, metadata: Metadata = Metadata(),
    incidents: [Incident] = []
  ) {
    self.id = id
    self.fields = fields
    self.text = text
    self.blocks = blocks
    self.sourceMap = sourceMap
    self.metadata = metadata
    self.incidents = incidents
  }
}

/// A source string of an article, before any normalisation.
public struct Field: Sendable {
  /// The field's name in the record protocol: `headline`, `text` or `date`; a file is one field named `text`.
  public let name: String
  /// The source, valid UTF-8, without a byte order mark.
  public let bytes: [UInt8]

  /// Makes a field of a source string.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// A stretch of text that stands by itself; nothing matches across two of them.
public struct Block: Sendable, Equatable {
  /// What the block is in the article.
  public var role: Role
  /// Where it lies in the clean text, in UTF-8 bytes.
  public var range: Range<Int>
  /// The day that relative dates in this block refer to, where it has one of its own (an entry of a live blog).
  public var referenceDate: CivilDate?

  /// What a block is in its article.
  public enum Role: String, Sendable, Equatable {
    case headline, byline, paragraph, heading, caption, listItem, quotation, liveBlogEntry
    /// Data about the article that is no prose: a `date …` line, a live blog's time stamp.
    case metadata
  }

  /// Makes a block.
  public init(role: Role, range: Range<Int>, referenceDate: CivilDate? = nil) {
    self.role = role
    self.range = range
    self.referenceDate = referenceDate
  }
}

/// What a format itself says of its article, beside the text.
public struct Metadata: Sendable, Equatable {
  /// The publication date as stated, where one could be read.
  public var date: PublicationDate?
  /// The authors as stated.
  public var byline: String?
  /// The BCP 47 language tag as stated.
  public var language: String?
  /// All days on which the format says that the article was published or changed, to be compared with one another.
  public var statedDates: [StatedDate] = []

  /// Makes metadata.
  public init(date: PublicationDate? = nil, byline: String? = nil, language: String? = nil) {
    self.date = date
    self.byline = byline
    self.language = language
  }
}

/// A day, perhaps with a time of day, that a format states of its article.
public struct StatedDate: Sendable, Equatable {
  /// What happened then.
  public var event: Event
  /// The day as written.
  public var day: CivilDate
  /// The minutes since midnight, where a time is stated.
  public var minute: Int?
  /// The minutes by which the stated time is ahead of UTC, where it says so.
  public var offset: Int?
  /// Where it is written.
  public var source: SourceRange

  /// What a date of an article's metadata tells of.
  public enum Event: String, Sendable, Equatable {
    case published, modified
  }

  /// Makes a stated date.
  public init(event: Event, day: CivilDate, minute: Int? = nil, offset: Int? = nil, source: SourceRange) {
    self.event = event
    self.day = day
    self.minute = minute
    self.offset = offset
    self.source = source
  }
}

/// The day on which an article says it was published (TimeML's document creation time), in its own offset.
public struct PublicationDate: Sendable, Equatable {
  /// The day as written, never converted to another zone.
  public var day: CivilDate
  /// Who says so, in falling order of precedence.
  public var origin: Origin
  /// Where it is written, in a field's own bytes, if it is.
  public var source: SourceRange?

  /// Where a publication date comes from.
  public enum Origin: String, Sendable, Equatable {
    case record, metadata, frontMatter, firstLine, dateline, option
  }

  /// Makes a publication date.
  public init(day: CivilDate, origin: Origin, source: SourceRange? = nil) {
    self.day = day
    self.origin = origin
    self.source = source
  }
}

/// Something that went wrong with one article and did not stop its check.
public struct Incident: Sendable, Equatable {
  /// A stable word for programs, such as `empty-article` or `unparsable-date`.
  public var code: String
  /// A sentence for people.
  public var message: String

  /// The code of a stated publication date that cannot be read.
  public static let unparsableDate = "unparsable-date"

  /// Makes an incident.
  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}
