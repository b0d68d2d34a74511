import Foundation

/// Maps inputs on several threads and hands on the results in the order of the inputs.
///
/// At most a few inputs a thread are under way, so that memory stays bounded however many there are.
///
/// - Parameters:
///   - jobs: The number of threads; with 1 all work is done on the caller's.
///   - next: Gives the inputs one by one, on the caller's thread; nil ends.
///   - size: Says how many bytes an input has; few are under way while there are large ones.
///   - makeWorker: Makes what a thread needs for itself; called once on each thread.
///   - consume: Takes the results, on the caller's thread. When it throws, no further input is taken.
func orderedParallelMap<Input: Sendable, Output: Sendable>(
  jobs: Int, next: () throws -> Input?, size: (Input) -> Int = { _ in 0 },
  makeWorker: @escaping @Sendable () -> (Input) -> Output,
  consume: (Output) throws -> Void
) throws {
  if jobs == 1 {
    let worker = makeWorker()
    while let input = try next() { try consume(worker(input)) }
    return
  }
  let exchange = Exchange<Input, Output>()
  defer { exchange.close() }
  for _ in 0..<jobs {
    let thread = Thread {
      let worker = makeWorker()
      while let (number, input) = exchange.take() { exchange.put(worker(input), number: number) }
    }
    // Patterns keep their own stack; this is for the reading of deeply nested input.
    thread.stackSize = 8 << 20
    thread.start()
  }
  var (given, received) = (0, 0)
  var sizes: [Int] = []
  var isAtEnd = false
  while true {
    while !isAtEnd, given - received < jobs * 4, sizes.reduce(0, +) < greatestSizeUnderWay {
      guard let input = try next() else {
        isAtEnd = true
        break
      }
      sizes.append(size(input))
      exchange.give(input, number: given)
      given += 1
    }
    if received == given { return }
    try consume(exchange.result(number: received))
    sizes.removeFirst()
    received += 1
  }
}

/// So many bytes of input are under way at a time, beside the last one taken.
private let greatestSizeUnderWay = 32 << 20

/// Where threads leave inputs and results for each other.
private final class Exchange<Input: Sendable, Output: Sendable>: @unchecked Sendable {
  // All state is touched only with the condition locked.
  private let condition = NSCondition()
  private var inputs: [(number: Int, input: Input)] = []
  private var results: [Int: Output] = [:]
  private var isClosed = false

  func give(_ input: Input, number: Int) {
    condition.withLock { inputs.append((number, input)) }
    condition.broadcast()
  }

  /// Waits for an input; nil once there will be none.
  func take() -> (number: Int, input: Input)? {
    condition.lock()
    defer { condition.unlock() }
    while inputs.isEmpty, !isClosed { condition.wait() }
    return isClosed ? nil : inputs.removeFirst()
  }

  func put(_ output: Output, number: Int) {
    condition.withLock { results[number] = output }
    condition.broadcast()
  }

  /// Waits for the result of an input.
  func result(number: Int) -> Output {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let output = results.removeValue(forKey: number) { return output }
      condition.wait()
    }
  }

  func close() {
    condition.withLock { isClosed = true }
    condition.broadcast()
  }
}
