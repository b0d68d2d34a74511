import Foundation
import Yams

/// A contradiction planted in an article by changing words in one place.
struct PlantedSlip: Decodable, Sendable, CustomStringConvertible {
  var name: String
  /// The words to change, which occur once.
  var replace: String
  var with: String
  /// The check that must find it.
  var check: String
  /// Texts of the changed article, each of which a place of the finding must overlap.
  var touches: [String]

  var description: String { name }

  /// The slips of an article, from the file beside it.
  static func slips(of article: String) throws -> [PlantedSlip] {
    let stem = article.prefix { $0 != "." }
    let url = Repository.articles.appending(path: "\(stem).slips.yml")
    return try YAMLDecoder().decode([PlantedSlip].self, from: String(contentsOf: url, encoding: .utf8))
  }
}
