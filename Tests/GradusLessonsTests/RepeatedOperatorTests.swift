import Foundation
import GradusFigures
import GradusLessons
import Testing

/// Blocks of ONNX models: which of them count as equal.
@Suite struct RepeatedOperatorTests {
    /// What a turn's operator may differ in.
    private struct Operator {
        var name: String
        var attributes: [[UInt8]] = []
        var weight: String?
    }

    private static let turns = 6

    @Test func equalAttributesAreFolded() throws {
        let labels = try frames { _ in
            [
                Operator(name: "Relu"),
                Operator(name: "MaxPool", attributes: [integers("kernel_shape", [2, 2])]),
                Operator(name: "Softmax", attributes: [integer("axis", 1)]),
            ]
        }
        #expect(labels == ["× 6"])
    }

    @Test func differentAttributesAreNot() throws {
        let kernels = try frames { turn in
            [
                Operator(name: "Relu"),
                Operator(
                    name: "MaxPool", attributes: [integers("kernel_shape", [2, 1 + turn])]),
            ]
        }
        #expect(kernels == [])
        // The first three turns are equal, the fourth differs in its last operator.
        let axes = try frames { turn in
            [
                Operator(name: "Relu"),
                Operator(name: "Softmax", attributes: [integer("axis", turn / 3)]),
            ]
        }
        #expect(axes == ["× 3", "× 3"])
    }

    @Test func theOrderOfAttributesSaysNothing() throws {
        let labels = try frames { turn in
            let attributes = [integer("axis", 1), integer("keepdims", 0)]
            return [
                Operator(
                    name: "ArgMax", attributes: turn % 2 == 0 ? attributes : attributes.reversed())
            ]
        }
        #expect(labels == ["× 6"])
    }

    /// Constants that say a shape differ as attributes do; those that are learned do not.
    @Test func numbersThatSayAShapeAreCompared() throws {
        let same = try frames { _ in [Operator(name: "Reshape", weight: "shape0")] }
        #expect(same == ["× 6"])
        let different = try frames { [Operator(name: "Reshape", weight: "shape\($0)")] }
        #expect(different == [])
        let learned = try frames { [Operator(name: "Mul", weight: "scale\($0)")] }
        #expect(learned == ["× 6"])
    }

    /// Since operator set 11 the bounds of `Clip` are inputs: single floats among the weights.
    @Test func boundsAndFactorsAreCompared() throws {
        let same = try frames { _ in [Operator(name: "Clip", weight: "bound0")] }
        #expect(same == ["× 6"])
        let different = try frames { [Operator(name: "Clip", weight: "bound\($0)")] }
        #expect(different == [])
        let halves = try frames { [Operator(name: "Clip", weight: "bound\($0 / 3)")] }
        #expect(halves == ["× 3", "× 3"])
        // Scales of a resizing are several floats.
        let scales = try frames { [Operator(name: "Resize", weight: "scale\($0)")] }
        #expect(scales == [])
    }

    @Test func knownShapesAreCompared() throws {
        let relu = { (_: Int) in [Operator(name: "Relu"), Operator(name: "Sigmoid")] }
        #expect(try frames(shapes: { _ in 8 }, relu) == ["× 6"])
        #expect(try frames(shapes: { 8 + $0 }, relu) == [])
        // Of the last three turns the first takes another shape than it yields.
        #expect(try frames(shapes: { $0 < 3 ? 8 : 4 }, relu) == ["× 3"])
        // What is not known of some turns does not make them differ.
        #expect(try frames(shapes: { $0 == 2 ? nil : 8 }, relu) == ["× 6"])
        // Nor does it make turns equal whose shapes are known to differ.
        #expect(try frames(shapes: { $0 == 0 ? 8 : $0 == 4 ? 4 : nil }, relu) == [])
    }

    // MARK: Models

    /// The titles of the frames of a chain of turns. `shapes` gives the length of the only axis
    /// of what a turn's operators yield.
    private func frames(
        shapes: (Int) -> Int? = { _ in nil }, _ operators: (Int) -> [Operator]
    ) throws -> [String] {
        var graph = text(2, "g") + message(11, text(1, "v0"))
        var place = 0
        for turn in 0..<Self.turns {
            for item in operators(turn) {
                var node = text(1, "v\(place)")
                if let weight = item.weight { node += text(1, weight) }
                node += text(2, "v\(place + 1)") + text(4, item.name)
                for attribute in item.attributes { node += message(5, attribute) }
                graph += message(1, node)
                if let length = shapes(turn) {
                    let shape = message(1, number(1, length))
                    let type = message(1, number(1, 1) + message(2, shape))
                    graph += message(13, text(1, "v\(place + 1)") + message(2, type))
                }
                place += 1
            }
        }
        for turn in 0..<Self.turns {
            // INT64 and FLOAT, two numbers each.
            let shape: [UInt8] = [UInt8(turn + 1), 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]
            graph += message(
                5, number(1, 2) + number(2, 7) + text(8, "shape\(turn)") + message(9, shape))
            graph += message(
                5,
                number(1, 2) + number(2, 1) + text(8, "scale\(turn)")
                    + message(9, [UInt8(turn), 0, 0, 0, 0, 0, 0, 0]))
            // A scalar, its number in `float_data`.
            graph += message(
                5,
                number(2, 1) + text(8, "bound\(turn)") + message(4, [0, 0, UInt8(turn), 0x40]))
        }
        graph += message(12, text(1, "v\(place)"))
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "gradus-repeats-\(UUID().uuidString).onnx")
        try Data(number(1, 8) + message(7, graph)).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let folded = try ForeignGraph.read(file, called: "m.onnx").withRepeatsFolded()
        return folded.clusters.map { $0.label[0].text }
    }

    private func integer(_ name: String, _ value: Int) -> [UInt8] {
        text(1, name) + number(3, value) + number(20, 2)
    }

    private func integers(_ name: String, _ values: [Int]) -> [UInt8] {
        text(1, name) + values.flatMap { number(8, $0) } + number(20, 7)
    }

    // MARK: Wire format

    private func varint(_ value: Int) -> [UInt8] {
        var (rest, bytes) = (UInt64(value), [UInt8]())
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    private func number(_ field: Int, _ value: Int) -> [UInt8] {
        varint(field << 3) + varint(value)
    }

    private func message(_ field: Int, _ bytes: [UInt8]) -> [UInt8] {
        varint(field << 3 | 2) + varint(bytes.count) + bytes
    }

    private func text(_ field: Int, _ text: String) -> [UInt8] { message(field, Array(text.utf8)) }
}
