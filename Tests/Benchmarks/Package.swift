// swift-tools-version: 6.1

// Style: a package of its own, so that whoever uses or builds the project never meets what only its timing needs.

import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "factlint", path: "../.."),
    // Its traits would count allocations, with an allocator of their own; times are wanted of the one in use.
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Pipeline",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Factlint", package: "factlint"),
      ],
      path: "Benchmarks/Pipeline",
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ]
)
