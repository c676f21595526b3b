import Foundation
import GradusDiagnostics
import GradusTensors
import Testing

@testable import GradusScript

/// Expressions that NumPy ran, with what came out: the value, its dtype and shape, what is
/// printed, or the error.
@Suite struct NumPySemanticsTests {
    struct Record: Decodable, CustomStringConvertible {
        var id: Int
        var category: String
        var code: String
        var result: Result

        struct Result: Decodable {
            var kind: String
            var dtype: String?
            var shape: [Int]?
            var values: [Number]?
            var value: Scalar?
            var type: String?
            var message: String?
        }

        var description: String { "\(id) \(code)" }
    }

    /// A number as JSON or, where JSON has none, as a string.
    struct Number: Decodable, Equatable {
        var value: Double
        var integer: Int64?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                value = flag ? 1 : 0
            } else if let text = try? container.decode(String.self) {
                value = Double(text) ?? .nan
            } else {
                integer = try? container.decode(Int64.self)
                value = try container.decode(Double.self)
            }
        }

        /// Whether it is that element bit for bit, any nan for any other.
        func matches(_ tensor: Tensor) -> Bool {
            if let integer, !tensor.dtype.isFloating { return tensor.scalarInteger == integer }
            let found = tensor.scalarValue
            return found.isNaN && value.isNaN || found == value && found.sign == value.sign
        }
    }

    enum Scalar: Decodable {
        case text(String)
        case integer(Int)
        case bool(Bool)
        case integers([Int])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                self = .bool(flag)
            } else if let number = try? container.decode(Int.self) {
                self = .integer(number)
            } else if let list = try? container.decode([Int].self) {
                self = .integers(list)
            } else {
                self = .text(try container.decode(String.self))
            }
        }
    }

    struct File: Decodable { var records: [Record] }

    static let records: [Record] = {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Cases/numpy_semantics.json")
        // A missing file leaves no cases, which the count below reports.
        return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: url)))?.records ?? []
    }()

    /// Messages that differ from NumPy's because they say more.
    static let clearer: [String: String] = [:]

    /// Cases that are not for the lesson language, each with the reason.
    static let outOfScope: [Int: String] = [:]

    @Test func nearlyAllCasesAreInScope() {
        #expect(Self.records.count == 380)
        #expect(Double(Self.outOfScope.count) <= 0.02 * Double(Self.records.count))
    }

    @Test(arguments: records) func caseIsWhatNumPyGives(_ record: Record) throws {
        guard Self.outOfScope[record.id] == nil else { return }
        let session = Scripts.session(
            limits: ScriptLimits(steps: 2_000_000, memory: 1 << 30, depth: 200))
        do {
            try session.run("result = " + record.code)
        } catch let diagnostic as Diagnostic {
            let expected = try #require(record.result.message, "\(record): \(diagnostic.message)")
            let message = Self.clearer[expected] ?? expected
            #expect(
                diagnostic.message.trimmingCharacters(in: .whitespaces)
                    == message.trimmingCharacters(in: .whitespaces), "\(record)")
            #expect(diagnostic.span != nil, "\(record)")
            return
        }
        let value = try #require(session["result"])
        try check(value, record)
    }

    private func check(_ value: Value, _ record: Record) throws {
        let expected = record.result
        switch (expected.kind, value, expected.value) {
        case ("array", .array(let array), _), ("numpy_scalar", .array(let array), _):
            #expect(array.isScalar == (expected.kind == "numpy_scalar"), "\(record)")
            #expect(array.tensor.dtype.rawValue == expected.dtype, "\(record)")
            #expect(array.tensor.shape.dimensions == expected.shape, "\(record)")
            let flat = array.tensor.flattened()
            let values = try #require(expected.values)
            try #require(values.count == flat.size, "\(record)")
            for (place, number) in values.enumerated() {
                let element = try flat.indexed(by: [.integer(place)])
                #expect(number.matches(element), "\(record), element \(place): \(element)")
            }
        case ("str", .string(let text), .text(let wanted)?):
            #expect(text == wanted, "\(record)")
        case ("int", .int(let number), .integer(let wanted)?):
            #expect(number == wanted, "\(record)")
        case ("bool", .bool(let flag), .bool(let wanted)?):
            #expect(flag == wanted, "\(record)")
        case ("tuple", .tuple(let tuple), .integers(let wanted)?):
            #expect(tuple.elements.compactMap(\.integer) == wanted, "\(record)")
        case ("repr", _, .text(let wanted)?):
            let shown = try Scripts.shown("result", after: "result = " + record.code)
            #expect(shown == wanted, "\(record)")
        default:
            Issue.record("\(record): expected \(expected.kind), found \(value.typeDescription)")
        }
    }
}
