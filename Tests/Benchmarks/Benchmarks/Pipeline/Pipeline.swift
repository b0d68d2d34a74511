import Benchmark
import BundledRules
import Factlint
import FactlintReaders
import FactlintReports

// Style: one benchmark for each arrow of the way of an article, in its order, then the whole, then what is done once a
// run. Throughput is in articles a second; with the bytes of an article, which the names say, it gives bytes a second.

let benchmarks: @Sendable () -> Void = {
  let corpus = Corpus.made
  let articles = (try? corpus.articles()) ?? []
  let size = "articles of \(articles.map(\.text.count).reduce(0, +) / max(articles.count, 1)) bytes"

  let metrics: [BenchmarkMetric] = [.wallClock, .cpuUser, .throughput, .peakMemoryResident]
  Benchmark.defaultConfiguration = .init(
    metrics: metrics, warmupIterations: 2, scalingFactor: .kilo, maxDuration: .seconds(5), maxIterations: 100)

  /// Times a stage on what `prepare` makes, an element an article.
  func time<Input, Output>(
    _ stage: String, on prepare: @escaping (Stages) throws -> [Input],
    _ work: @escaping (Stages, Input) throws -> Output
  ) {
    Benchmark(
      "\(stage), \(size)",
      closure: { (benchmark: Benchmark, state: (stages: Stages, inputs: [Input])) throws -> Void in
        for index in benchmark.scaledIterations { blackHole(try work(state.stages, state.inputs[index])) }
      },
      setup: {
        let stages = try Stages()
        return (stages: stages, inputs: try prepare(stages))
      })
  }

  func documents(_ stages: Stages) -> [Document] { articles.map(stages.document) }
  func facts(_ stages: Stages) -> [Report] {
    documents(stages).map { stages.report(of: stages.mentions($0), in: $0) }
  }
  func reports(_ stages: Stages) -> [Report] { facts(stages).map(stages.checked) }

  time("1 read", on: { _ in Array(corpus.lines.indices) }) { _, line in try corpus.article(at: line) }
  time("2 segment", on: { _ in articles }) { stages, article in stages.document(article) }
  time("3 extract", on: documents) { stages, document in stages.mentions(document) }
  time("4 resolve", on: { stages in documents(stages).map { ($0, stages.mentions($0)) } }) { stages, input in
    stages.report(of: input.1, in: input.0)
  }
  time("5 check", on: facts) { stages, report in stages.checked(report) }
  time("6 render check line", on: reports) { _, report in
    var output: [UInt8] = []
    RecordLine.check(report, to: &output)
    return output
  }
  time("6 render extract line", on: reports) { _, report in
    var output: [UInt8] = []
    RecordLine.extract(report, to: &output)
    return output
  }
  time("6 render Markdown", on: reports) { _, report in ReportFormat.markdown.render([report]) }

  time(
    "7 whole, line to check line",
    on: { stages in
      let linter = Linter(packs: stages.packs)
      return corpus.lines.indices.map { (linter, $0) }
    }
  ) { _, input in
    var output: [UInt8] = []
    if let article = try corpus.article(at: input.1) { RecordLine.check(input.0.check(article), to: &output) }
    return output
  }

  let once = Benchmark.Configuration(metrics: metrics, scalingFactor: .one)
  Benchmark("8 decode the bundled packs", configuration: once) { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try BundledRules.packs()) }
  }
  Benchmark(
    "8 compile the patterns of the bundled packs", configuration: once,
    closure: { (benchmark: Benchmark, stages: Stages) throws -> Void in
      for _ in benchmark.scaledIterations { blackHole(try stages.compilePatterns()) }
    },
    setup: { try Stages() })
}
