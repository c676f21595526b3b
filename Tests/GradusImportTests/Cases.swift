import Foundation
import GradusDiagnostics
import GradusTensors
import Testing

@testable import GradusImport

/// The files that NumPy, gzip and zlib wrote for these tests.
enum Cases {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Cases")

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    /// The diagnostic that a body ends in.
    static func failure(_ body: () throws -> Void) -> Diagnostic? {
        do { try body() } catch let diagnostic as Diagnostic { return diagnostic } catch {}
        return nil
    }

    /// Every file cut short at many places and with bytes changed ends in a value or in a
    /// Diagnostic, never in a crash.
    static func survives(
        _ names: [String], seed: UInt64, rounds: Int = 300, _ parse: ([UInt8]) throws -> Void
    ) throws {
        var random = RandomStream(seed: seed)
        func below(_ count: Int) -> Int { Int(random.next(through: UInt64(count - 1))) }
        for name in names {
            let whole = try bytes(name)
            for round in 0..<rounds {
                var damaged = whole
                if round % 3 == 0 { damaged = Array(damaged.prefix(below(whole.count))) }
                // The headers are where damage is dangerous.
                for _ in 0..<(round % 3 == 0 ? round % 2 : 1 + below(4)) where !damaged.isEmpty {
                    let place = below(round % 2 == 0 ? min(128, damaged.count) : damaged.count)
                    damaged[place] = UInt8(below(256))
                }
                if round % 7 == 0, !damaged.isEmpty {
                    damaged.insert(
                        contentsOf: whole.prefix(below(whole.count)), at: below(damaged.count))
                }
                if let diagnostic = failure({ try parse(damaged) }) {
                    #expect(!diagnostic.message.isEmpty)
                    #expect((diagnostic.file ?? diagnostic.span?.file) != nil)
                }
            }
        }
    }
}
