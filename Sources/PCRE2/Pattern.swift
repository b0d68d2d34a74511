/// Stands in until the module lands.
public struct Pattern: Sendable {}
