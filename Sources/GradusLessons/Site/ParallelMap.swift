import Foundation

/// Runs independent pieces of work on several threads; the results are in the order of the
/// input, whatever the number of threads.
enum ParallelMap {
    /// The results of `work` for each element on at most `jobs` threads. When some fail, the
    /// error of the first in the input's order is thrown, so that errors too are the same for
    /// any number of jobs.
    static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element], jobs: Int, _ work: @escaping @Sendable (Element) throws -> Result
    ) throws -> [Result] {
        let results = Results<Result>(count: elements.count)
        let threads = min(max(1, jobs), elements.count)
        if threads <= 1 {
            return try elements.map(work)
        }
        let group = DispatchGroup()
        for _ in 0..<threads {
            group.enter()
            let thread = Thread {
                while let index = results.next() {
                    results.set(index, Swift.Result { try work(elements[index]) })
                }
                group.leave()
            }
            thread.stackSize = 16 << 20
            thread.start()
        }
        group.wait()
        return try results.all()
    }

    private final class Results<Value: Sendable>: @unchecked Sendable {
        private let lock = NSLock()
        private var upcoming = 0
        private var values: [Swift.Result<Value, any Error>?]

        init(count: Int) {
            values = [Swift.Result<Value, any Error>?](repeating: nil, count: count)
        }

        func next() -> Int? {
            lock.withLock {
                guard upcoming < values.count else { return nil }
                upcoming += 1
                return upcoming - 1
            }
        }

        func set(_ index: Int, _ value: Swift.Result<Value, any Error>) {
            lock.withLock { values[index] = value }
        }

        func all() throws -> [Value] {
            try lock.withLock { try values.compactMap { try $0?.get() } }
        }
    }
}
