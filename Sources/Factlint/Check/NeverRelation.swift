/// What an edited article does not say: each fact that the check applies to is a finding by itself.
///
/// Placeholders of its messages: `{text}`, the fact's whole text, and each attribute of the check's key.
struct NeverRelation {
  static let placeholders: Set<String> = ["text"]

  let check: PreparedCheck
  let context: CheckContext

  func comparisons() -> [Comparison] {
    context.facts(for: check).compactMap { index in
      var placeholders = ["text": context.text(of: index)]
      for name in check.key {
        guard let attribute = context.attribute(name, of: index) else { return nil }
        placeholders[name.text] = attribute.text
      }
      let account = Comparison.Account(
        working: context.text(of: index), placeholders: placeholders,
        places: [context.location(of: index, role: "text")])
      return Comparison(facts: [index], outcome: .contradicted(atMost: context.facts[index].gravestContradiction)) {
        account
      }
    }
  }
}
