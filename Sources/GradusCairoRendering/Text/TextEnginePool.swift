import Foundation
import GradusCPangoCairo

/// Hands out text engines so that no two threads use one at once.
///
/// It is safe to share: the lock guards the list, and an engine that is lent is used
/// by the borrower alone.
final class TextEnginePool: @unchecked Sendable {
    private let catalog: FontCatalog
    private let lock = NSLock()
    private var idle: [TextEngine]

    /// Makes a pool with one engine, which shows that the fonts can be used.
    init(catalog: FontCatalog) throws {
        self.catalog = catalog
        idle = [try TextEngine(catalog: catalog)]
    }

    /// Runs `body` with an engine of its own.
    func withEngine<Result>(_ body: (TextEngine) throws -> Result) throws -> Result {
        let engine = try lock.withLock { idle.popLast() } ?? TextEngine(catalog: catalog)
        defer { lock.withLock { idle.append(engine) } }
        return try body(engine)
    }
}
