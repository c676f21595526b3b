import GradusAutodiff
import GradusTensors
import Testing

/// Versions of names, when what a called function recorded is forgotten.
@Suite struct VersionMarkTests {
    @Test func aForgottenCallKeepsTheVersionsOfItsCaller() {
        let graph = Graph()
        _ = graph.leaf(Tensor(scalar: 1.0), name: "h", role: .input)
        let statement = graph.mark()
        graph.pushScope("total", hasVariables: true)
        let turn = graph.mark()
        _ = graph.leaf(Tensor(scalar: 2.0), name: "s", role: .input)
        graph.free(back: turn)
        graph.popScope()
        graph.free(back: statement)
        let next = graph.leaf(Tensor(scalar: 3.0), name: "h", role: .input)
        #expect(graph.topology.nodes[next.index].version == 1)
    }
}
