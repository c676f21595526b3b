import Foundation

/// Runs `body` on a thread of its own with a stack of `megabytes` and waits for it.
///
/// A recursive interpreter needs far more stack than the threads of the concurrency runtime
/// have. On a thread that was made here already, `body` runs at once.
public func runOnLargeStack<Result>(
    megabytes: Int = 512, _ body: () throws -> Result
) throws -> Result {
    if Thread.current.name == LargeStack.threadName { return try body() }
    return try withoutActuallyEscaping(body) { escaping in
        let box = LargeStack.Box(escaping)
        let thread = Thread { box.run() }
        thread.name = LargeStack.threadName
        thread.stackSize = megabytes << 20
        thread.start()
        box.finished.wait()
        return try box.take()
    }
}

private enum LargeStack {
    static let threadName = "gradus script"

    /// Carries the work over and the result back. The caller waits, so that only one thread
    /// at a time touches it: `@unchecked` rests on that.
    final class Box<Value>: @unchecked Sendable {
        let finished = DispatchSemaphore(value: 0)
        private var body: (() throws -> Value)?
        private var result: Swift.Result<Value, any Error>?

        init(_ body: @escaping () throws -> Value) { self.body = body }

        func run() {
            if let body { result = Swift.Result { try body() } }
            body = nil
            finished.signal()
        }

        /// The result; the box keeps nothing, since the thread may let go of it later than
        /// the caller, and values of a session belong to one thread at a time.
        func take() throws -> Value {
            defer { result = nil }
            switch result {
            case .success(let value): return value
            case .failure(let error): throw error
            case nil: throw CancellationError()
            }
        }
    }
}
