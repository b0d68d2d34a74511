import ArgumentParser
import FactlintRules
import Files
import Foundation

/// `factlint init`: a configuration to begin with.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a \(Configuration.fileName) with every setting and what it is for.")

  @Argument(help: ArgumentHelp("The folder.", valueName: "folder"))
  var folder = "."

  func run() throws {
    let path = "\(folder)/\(Configuration.fileName)"
    guard FileStatus(of: FilePath(path), followsLinks: false) == nil else {
      Terminal.complain("\(path): there is one already")
      throw ExitStatus.unreadable
    }
    guard FileManager.default.createFile(atPath: path, contents: Data(Self.text.utf8)) else {
      Terminal.complain("\(path): the file cannot be written")
      throw ExitStatus.unreadable
    }
    print("\(path) written; everything in it is a comment until you say otherwise.")
  }

  /// The configuration: each setting with its default or an example, all of it commented out.
  static let text = """
    # The configuration of Factlint for the articles in this folder and below.
    # A factlint.yml further down takes the place of this one; the command line wins over both.

    # From which severity findings give exit status 1: error, warning, note or never.
    # fail-on: error

    # The severities of checks, or off. `factlint rules list` lists them, `factlint explain ID` explains one.
    # checks:
    #   count/repeated: note
    #   date/*: warning
    #   attribution/quote-speaker: off

    # The language of articles that do not state theirs (BCP 47), and the languages that are checked.
    # language: en
    # languages: [en]

    # A folder with rules of your own, on top of the bundled ones or in their place (its pack.yml says which).
    # rules: house-rules

    # What is read in folders; patterns as in .gitignore. A file .factlintignore in any folder leaves out more.
    # include: ["**/*.md", "**/*.txt"]
    # exclude: ["drafts/**"]

    # What holds for some paths only; the last that matches wins.
    # paths:
    #   - match: ["wire/**"]
    #     fail-on: never
    #     checks:
    #       count/total: note

    # Findings that are not counted, each with a reason. `match` is for paths or ids of articles; `fingerprint`, the
    # beginning of a finding's fingerprint, is for just that finding. One that is not used is told on standard error.
    # In an article, <!-- factlint-ignore count/total: the reason --> does the same for the paragraph it stands in or
    # before, and factlint-ignore-article for the whole article.
    # suppress:
    #   - check: count/total
    #     match: "2024/harbour.md"
    #     reason: The agency counts one child twice, and says so.

    """
}
