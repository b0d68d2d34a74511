// swift-tools-version: 6.2

// Style: one entry for each target and its tests, in the order in which an article meets them; dependencies are
// pinned to exact versions, since Package.resolved stays out of git.

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "factlint",
  products: [
    .executable(name: "factlint", targets: ["FactlintTool"]),
    .library(
      name: "Factlint",
      targets: ["BundledRules", "Factlint", "FactlintReaders", "FactlintReports", "FactlintRules", "PCRE2"]),
  ],
  traits: [
    .trait(name: "Web", description: "factlint serve: the page and the JSON API, with an HTTP server")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // What the tests of several targets need.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),

    // Regular expressions.
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .target(name: "PCRE2", dependencies: ["CPCRE2"], swiftSettings: strict + [.strictMemorySafety()]),
    .testTarget(name: "PCRE2Tests", dependencies: ["PCRE2", "TestSupport"], swiftSettings: strict),

    // Hashes.
    .systemLibrary(name: "CLibMD", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    .target(name: "Digest", dependencies: ["CLibMD"], swiftSettings: strict + [.strictMemorySafety()]),
    .testTarget(name: "DigestTests", dependencies: ["Digest"], swiftSettings: strict),

    // Compressed data.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Inflate", dependencies: ["CZlib"], swiftSettings: strict + [.strictMemorySafety()]),
    .testTarget(name: "InflateTests", dependencies: ["Inflate"], swiftSettings: strict),

    // The engine.
    .target(name: "Factlint", dependencies: ["Digest", "PCRE2"], swiftSettings: strict),
    .testTarget(name: "FactlintTests", dependencies: ["Factlint", "TestSupport"], swiftSettings: strict),

    // Its rules.
    .target(
      name: "FactlintRules", dependencies: ["Digest", "Factlint", "PCRE2", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .testTarget(
      name: "FactlintRulesTests", dependencies: ["Factlint", "FactlintRules"], exclude: ["Fixtures"],
      swiftSettings: strict),

    .executableTarget(name: "PackCompiler", dependencies: ["Factlint", "FactlintRules"], swiftSettings: strict),
    .plugin(name: "EmbedRules", capability: .buildTool(), dependencies: ["PackCompiler"]),
    .target(
      name: "BundledRules", dependencies: ["Factlint", "FactlintRules"], exclude: ["rules"], swiftSettings: strict,
      plugins: ["EmbedRules"]),

    // Its way in and its way out.
    .target(
      name: "FactlintReaders", dependencies: ["Factlint", "Inflate", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .testTarget(
      name: "FactlintReadersTests", dependencies: ["BundledRules", "FactlintReaders", "TestSupport"],
      swiftSettings: strict),
    .target(
      name: "FactlintReports", dependencies: ["Digest", "Factlint"],
      resources: [
        .embedInCode("Resources/report.css"), .embedInCode("Resources/report.js"),
        .embedInCode("Resources/index.css"), .embedInCode("Resources/index.js"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FactlintReportsTests", dependencies: ["Digest", "FactlintReports"], exclude: ["Golden"],
      swiftSettings: strict),

    // Articles in an editor.
    .target(
      name: "FactlintLSP", dependencies: ["Factlint", "FactlintReaders", "FactlintReports"], swiftSettings: strict),
    .testTarget(
      name: "FactlintLSPTests", dependencies: ["Factlint", "FactlintLSP", "TestSupport"], swiftSettings: strict),

    // Articles on a page. Its HTTP server takes longer to build than all the rest, so it is behind a trait.
    .target(
      name: "FactlintWeb",
      dependencies: [
        "Factlint", "FactlintReaders", "FactlintReports",
        .product(name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Web"])),
      ],
      resources: [
        .embedInCode("Resources/page.html"), .embedInCode("Resources/page.css"), .embedInCode("Resources/page.js"),
        .embedInCode("Resources/openapi.json"),
      ],
      swiftSettings: strict),
    .testTarget(name: "FactlintWebTests", dependencies: ["FactlintWeb"], swiftSettings: strict),

    // Files and folders as they are: any name, links, what is no file.
    .target(name: "Files", swiftSettings: strict + [.strictMemorySafety()]),

    // Archives: what a run remembers, and what it compares across articles.
    .target(
      name: "FactlintArchive",
      dependencies: [
        "Digest", "Factlint", "FactlintReports", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FactlintArchiveTests", dependencies: ["Factlint", "FactlintArchive", "FactlintReports", "TestSupport"],
      swiftSettings: strict),

    // All of it together, on whole articles.
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "BundledRules", "Factlint", "FactlintReaders", "FactlintReports", "FactlintRules",
        .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["Articles"], swiftSettings: strict),

    // The program.
    .executableTarget(
      name: "FactlintTool",
      dependencies: [
        "BundledRules", "Digest", "Factlint", "FactlintArchive", "FactlintLSP", "FactlintReaders", "FactlintReports",
        "FactlintRules", "FactlintWeb", "Files", "Inflate",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FactlintToolTests",
      dependencies: ["Factlint", "FactlintLSP", "FactlintReaders", "FactlintReports", "FactlintTool", "TestSupport"],
      swiftSettings: strict),
  ]
)
