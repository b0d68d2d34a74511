/// Stands in until the module lands.
public enum Placeholder {}
