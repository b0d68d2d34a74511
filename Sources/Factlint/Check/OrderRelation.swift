/// One time is not after another: birth before death, opening before closing, what has happened before publication.
///
/// It reckons as an equation does, over the attributes of one fact or of several that belong together; but of several
/// things that are to hold each must, and one of which a time is missing is left out by itself. The placeholders of its
/// messages are those of ``EquationRelation``.
struct OrderRelation {
  let check: PreparedCheck
  let context: CheckContext

  func comparisons() -> [Comparison] {
    check.equations.flatMap { EquationRelation(check: check, equations: [$0], context: context).comparisons() }
  }
}
