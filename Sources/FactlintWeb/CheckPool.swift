import Factlint
import Foundation
import Synchronization

/// Checks articles on threads of its own, a few at a time; what is more than can wait is refused.
///
/// A check holds a thread for as long as it takes, so it must not run where requests are answered.
final class CheckPool: Sendable {
  /// There is too much to do.
  struct Busy: Error {}

  /// What is done with an article.
  enum Task: Sendable {
    case check, extract
  }

  private struct Job {
    var article: Article
    var task: Task
    var deadline: Date
    var continuation: CheckedContinuation<Report, any Error>
  }

  private struct State {
    var jobs: [Job] = []
    var isStopped = false
  }

  private let state = Mutex(State())
  private let wakeUp = DispatchSemaphore(value: 0)
  private let threadCount: Int
  private let waitingLimit: Int
  private let patience: TimeInterval

  /// Starts the threads.
  ///
  /// - Parameters:
  ///   - threads: how many articles are checked at a time.
  ///   - waiting: how many more may wait.
  ///   - patience: how many seconds one may wait.
  ///   - makeChecker: makes what checks on one thread.
  init(threads: Int, waiting: Int, patience: TimeInterval, makeChecker: @escaping @Sendable () -> ArticleChecker) {
    threadCount = threads
    waitingLimit = waiting
    self.patience = patience
    for _ in 0..<threads {
      let thread = Thread { [self] in work(makeChecker()) }
      // Patterns and the search for quotations go deep on hostile text.
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  /// Checks an article, or finds its facts.
  ///
  /// - Throws: `Busy` where too many wait already, or this one has waited too long.
  func report(on article: Article, task: Task = .check) async throws -> Report {
    try await withCheckedThrowingContinuation { continuation in
      let isTaken = state.withLock { state in
        guard !state.isStopped, state.jobs.count < waitingLimit else { return false }
        state.jobs.append(
          Job(article: article, task: task, deadline: Date().addingTimeInterval(patience), continuation: continuation))
        return true
      }
      if isTaken { wakeUp.signal() } else { continuation.resume(throwing: Busy()) }
    }
  }

  /// Ends the threads once they have done what they are doing; what waits is refused.
  func stop() {
    let waiting = state.withLock { state in
      state.isStopped = true
      defer { state.jobs = [] }
      return state.jobs
    }
    for job in waiting { job.continuation.resume(throwing: Busy()) }
    for _ in 0..<threadCount { wakeUp.signal() }
  }

  private func work(_ checker: ArticleChecker) {
    while true {
      wakeUp.wait()
      let (job, isStopped) = state.withLock { state in
        (state.jobs.isEmpty ? nil : state.jobs.removeFirst(), state.isStopped)
      }
      if isStopped, job == nil { return }
      guard let job else { continue }
      guard job.deadline > Date() else {
        job.continuation.resume(throwing: Busy())
        continue
      }
      job.continuation.resume(
        returning: job.task == .check ? checker.check(job.article) : checker.extract(job.article))
    }
  }
}
