import PCRE2

@testable import Factlint

/// Rules for English as a pack would give them, made for tests.
func englishRules() throws -> SegmentationRules {
  let month =
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    + "Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)"
  let date = "(?<month>\(month))\\s(?<day>\\d{1,2})(?:,\\s(?<year>\\d{4}))?"
  return SegmentationRules(
    language: "en",
    functionWords: words(
      """
      the of and to in a is that for it on was with he as at by be this from they have had has but not are were his
      her she we you i an or which who will would their its been said after about more one all when there if out so
      what up into than no
      """),
    abbreviations: AbbreviationLists(
      neverFinal: words(
        """
        Mr. Mrs. Ms. Dr. Prof. Gen. Lt. Col. Maj. Capt. Sgt. Cpl. Adm. Sen. Rep. Gov. Rev. Hon. Fr. Pres. Supt. vs. v.
        e.g. i.e. Jan. Feb. Mar. Apr. Aug. Sep. Sept. Oct. Nov. Dec. St. Mt. Ft. approx. cf. Messrs. Yahoo!
        """),
      beforeNumbers: words("No. Nos. p. pp. Art. Sec. Fig. Vol. Ch."),
      rarelyFinal: words(
        """
        U.S. U.K. U.N. D.C. Inc. Corp. Co. Ltd. Bros. Jr. Sr. Ph.D. Calif. Mass. Conn. Va. Md. Fla. Pa. Ga. Mich. Ill.
        Minn. Wash. Ave. Blvd. Dept. al.
        """),
      oftenFinal: words("a.m. p.m. etc."),
      continuations: words(
        """
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
        September October November December EST EDT PST PDT CST GMT BST ET PT Eastern Pacific Central
        """)),
    sentenceStarters: words(
      """
      the a an in on at by for from with after before but and or so he she it they we you i his her its their our this
      that these those there when while if as what who how why where no not one some many most all both however
      meanwhile since under according police officials
      """),
    reportingVerbs: words(
      "said says asked asks told added adds replied wrote writes shouted cried wondered recalled joked tweeted"),
    nameParticles: words("al el ibn bin bint abu von van der de del della di da dos la le ul"),
    elisions: words("em til n tis twas cause round bout cuz"),
    months: [
      "January": 1, "February": 2, "March": 3, "April": 4, "May": 5, "June": 6, "July": 7, "August": 8,
      "September": 9, "October": 10, "November": 11, "December": 12, "Jan.": 1, "Feb.": 2, "Mar.": 3, "Apr.": 4,
      "Aug.": 8, "Sep.": 9, "Sept.": 9, "Oct.": 10, "Nov.": 11, "Dec.": 12,
    ],
    dateline: try Pattern(
      "^(?:(?<place>[A-Z][A-Z .'-]+(?:,\\s(?:[A-Z][a-z]+\\.?|[A-Z.]+))?)(?:,\\s\(date))?"
        + "(?:\\s\\((?<agency>[A-Za-z ]+)\\))?\\s(?:—|–|--?)\\s|(?:[A-Z][a-z]+day,\\s)?\(date)$)",
      options: .duplicateNames),
    byline: try Pattern("^(?:By|BY)\\s(?<name>\\p{Lu}[\\p{L}.'-]+(?:\\s(?:and\\s)?\\p{Lu}[\\p{L}.'-]+){1,6})$"))
}

private func words(_ list: String) -> [String] { list.split(whereSeparator: \.isWhitespace).map(String.init) }
