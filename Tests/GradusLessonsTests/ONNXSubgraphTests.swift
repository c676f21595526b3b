import Foundation
import GradusCairoRendering
import GradusFigures
import GradusGraphics
import Testing

@testable import GradusImport
@testable import GradusLessons

/// Operators that run graphs of their own: If, Loop and Scan.
@Suite struct ONNXSubgraphTests {
    private func value(_ name: String) -> ONNXModel.Value {
        var value = ONNXModel.Value()
        (value.name, value.elementType) = (name, "FLOAT")
        value.shape = [.fixed(4)]
        return value
    }

    private func node(
        _ operation: String, _ inputs: [String], _ outputs: [String],
        _ subgraphs: [(String, ONNXModel.Graph)] = []
    ) -> ONNXModel.Node {
        var node = ONNXModel.Node()
        (node.operation, node.inputs, node.outputs) = (operation, inputs, outputs)
        node.subgraphs = subgraphs.map { .init(attribute: $0.0, graph: $0.1) }
        return node
    }

    private func graph(
        _ nodes: [ONNXModel.Node], from inputs: [String], to outputs: [String]
    ) -> ONNXModel.Graph {
        var graph = ONNXModel.Graph()
        graph.nodes = nodes
        (graph.inputs, graph.outputs) = (inputs.map(value), outputs.map(value))
        return graph
    }

    private func drawn(_ graph: ONNXModel.Graph) throws -> ForeignGraph {
        var model = ONNXModel()
        (model.irVersion, model.graph) = (8, graph)
        let result = ForeignGraph(model)
        let renderer = try CairoRenderer(fonts: FontCatalog.installed())
        let layout = try ForeignGraphLayout(result, measuredBy: renderer)
        let drawing = ForeignGraphFigure(layout).drawing(in: FigureContext(measure: renderer))
        // Edges that spread over both branches may cross a title, as there is no other way.
        let problems = OverlapCheck().problems(in: drawing)
        #expect(problems.filter { $0.kind != .labelOnLine } == [])
        return result
    }

    /// The words of the boxes and, as words, the ends of edges.
    private func edges(_ graph: ForeignGraph) -> Set<String> {
        func words(_ node: Int) -> String {
            graph.nodes[node].content.lines.prefix(2).map(\.text).joined(separator: " ")
        }
        return Set(graph.edges.map { words($0.from) + " -> " + words($0.to) })
    }

    @Test func whatALoopBeginsWithRunsIntoItsBody() throws {
        let body = graph(
            [
                node("Tanh", ["h_in"], ["h_out"]), node("Identity", ["cond_in"], ["cond_out"]),
                node("Neg", ["h_out"], ["seen"]),
            ], from: ["iter", "cond_in", "h_in"], to: ["cond_out", "h_out", "seen"])
        let result = try drawn(
            graph(
                [node("Loop", ["n", "", "h0"], ["h", "all"], [("body", body)])],
                from: ["n", "h0"], to: ["h", "all"]))
        let edges = edges(result)
        for edge in [
            "input n -> iteration iter", "input h0 -> carried h_in", "carried h_in -> Tanh",
            "carried h_out -> Loop", "condition cond_out -> Loop", "collected seen -> Loop",
            "Loop -> output h", "Loop -> output all",
        ] {
            #expect(edges.contains(edge), "\(edge)")
        }
        #expect(!edges.contains("input h0 -> Loop"))
        #expect(result.clusters.map { $0.label[0].text } == ["body"])
    }

    @Test func whatAScanTakesIsToldFromWhatItCarries() throws {
        let body = graph(
            [node("Add", ["s_in", "x_t"], ["s_out"]), node("Abs", ["s_out"], ["y_t"])],
            from: ["s_in", "x_t"], to: ["s_out", "y_t"])
        var scan = node("Scan", ["s0", "x"], ["s", "y"], [("body", body)])
        var slices = ONNXModel.Attribute(name: "num_scan_inputs", content: .init())
        slices.integer = 1
        scan.attributes = [slices]
        let edges = edges(try drawn(graph([scan], from: ["s0", "x"], to: ["s", "y"])))
        for edge in [
            "input s0 -> carried s_in", "input x -> slice x_t", "carried s_out -> Scan",
            "collected y_t -> Scan",
        ] {
            #expect(edges.contains(edge), "\(edge)")
        }
    }

    @Test func bothWaysOfAChoiceSeeWhatIsAroundIt() throws {
        let (yes, no) = (
            graph([node("Relu", ["x"], ["t"])], from: [], to: ["t"]),
            graph([node("Neg", ["x"], ["e"])], from: [], to: ["e"])
        )
        let result = try drawn(
            graph(
                [
                    node("Greater", ["x", "x"], ["c"]),
                    node("If", ["c"], ["y"], [("then_branch", yes), ("else_branch", no)]),
                ], from: ["x"], to: ["y"]))
        let edges = edges(result)
        for edge in [
            "input x -> Relu", "input x -> Neg", "Greater -> If", "result t -> If",
            "result e -> If", "If -> output y",
        ] {
            #expect(edges.contains(edge), "\(edge)")
        }
        #expect(result.clusters.map { $0.label[0].text } == ["then_branch", "else_branch"])
    }

    /// Counts that do not fit one another end in a picture.
    @Test func bodiesThatDoNotFitAreDrawn() throws {
        for operation in ["Loop", "Scan", "If"] {
            for (inputs, outputs) in [(0, 0), (1, 3), (4, 1)] {
                let names = (0..<inputs).map { "i\($0)" }
                let body = graph(
                    [node("Sum", names, ["o0"])], from: names,
                    to: (0..<outputs).map { "o\($0)" })
                var strange = node(operation, ["x"], ["y"], [("body", body)])
                var slices = ONNXModel.Attribute(name: "num_scan_inputs", content: .init())
                slices.integer = .max
                strange.attributes = [slices]
                #expect(try drawn(graph([strange], from: ["x"], to: ["y"])).nodes.count > 2)
            }
        }
    }
}
