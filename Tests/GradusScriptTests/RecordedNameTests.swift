import GradusAutodiff
import Testing

@testable import GradusScript

/// What a reader finds in a graph of what was written: names of unpacked results, conditions.
@Suite struct RecordedNameTests {
    private func names(_ source: String) throws -> [String] {
        let session = Scripts.session()
        try session.run(source)
        return session.graph.topology.nodes.filter { $0.name != nil }.map(\.displayName)
    }

    @Test func resultsOfACallAreNamedOneByOne() throws {
        let session = Scripts.session()
        try session.run(
            """
            def cell(x, h, c):
                c = c + x
                return h * c, c
            h = parameter(1.0)
            c = parameter(2.0)
            for t in range(2):
                h, c = cell(input(0.5), h, c)
            """)
        let topology = session.graph.topology
        let products = topology.nodes.filter { $0.primitive == .multiply }
        #expect(products.map(\.displayName) == ["h₁", "h₂"])
        let statement = try #require(products[1].statement)
        #expect(topology.statements[statement].name == "h")
        #expect(topology.statements[statement].text == "cell(input(0.5), h, c)")
    }

    @Test func nestedAndStarredTargetsAreNamed() throws {
        #expect(
            try names(
                """
                x = parameter(2.0)
                def f(): return (x * 2, x * 3), x * 4, x * 5, x * 6
                (a, [b]), *rest, z = (x * 2, [x * 3]), x * 4, x * 5, x * 6
                (p, q), *_, r = f()
                """) == ["x", "a", "b", "z", "p", "q", "r"])
    }

    /// Each has an expression of its own: neither is made by the text of both.
    @Test func writtenTuplesAreNamedWithoutAStatement() throws {
        let session = Scripts.session()
        try session.run(
            """
            x = parameter(2.0)
            a, b = x * 2, x * 3
            a, b = b, a
            """)
        let products = session.graph.topology.nodes.filter { $0.primitive == .multiply }
        #expect(products.map(\.name) == ["a", "b"])
        #expect(products.allSatisfy { $0.statement == nil })
    }

    @Test func objectsAreCalledByTheirUnpackedNames() throws {
        #expect(
            try names(
                """
                class Layer:
                    def __init__(self): self.W = parameter(1.0)
                first, second = Layer(), Layer()
                """) == ["first.W", "second.W"])
    }

    @Test func aConditionIsRecordedBesideItsAnswer() throws {
        let session = Scripts.session()
        try session.run(
            """
            x = parameter([-1.0, 0.0, 2.0])
            mask = x > 1
            y = np.where(x <= 0, x, np.where(mask, 2 * x, 3 * x))
            assert (grad(y.sum(), x) == np.array([1.0, 1.0, 2.0])).all()
            assert type(mask) == np.ndarray and mask.dtype == bool
            """)
        let topology = session.graph.topology
        let choices = topology.nodes.indices.filter { topology.nodes[$0].primitive == .where }
        let conditions = choices.map { topology.nodes[topology.inputs(of: $0).first ?? 0] }
        #expect(conditions.map(\.primitive) == [.greater, .lessEqual])
        #expect(conditions.map(\.name) == ["mask", nil])
        #expect(choices.map { session.graph.values.isAtKink($0) } == [false, true])
    }

    /// An array that was written since is no longer what was asked.
    @Test func aChangedAnswerIsAConstant() throws {
        let session = Scripts.session()
        try session.run(
            """
            x = parameter([-1.0, 2.0])
            mask = x > 0
            mask[0] = True
            y = np.where(mask, x, 0.0)
            """)
        let topology = session.graph.topology
        let choice = try #require(topology.nodes.firstIndex { $0.primitive == .where })
        let condition = try #require(topology.inputs(of: choice).first)
        #expect(topology.nodes[condition].primitive == nil)
        #expect(session.graph.values.values[condition].doubles() == [1, 1])
    }

    /// Single answers steer the program: they leave nothing in the graph.
    @Test func singleComparisonsAreNotRecorded() throws {
        let session = Scripts.session()
        try session.run(
            """
            x = parameter(2.0)
            while x > 1: x = x * 0.5
            y = x if x < 3 else 2 * x
            """)
        #expect(!session.graph.topology.nodes.contains { $0.dtype == .bool })
    }

    @Test func aSingleAnswerIsRecordedWhereItIsTaken() throws {
        let session = Scripts.session()
        try session.run(
            """
            x = parameter(2.0)
            y = np.where(x > 1, 3 * x, x)
            assert grad(y, x) == 3
            """)
        let topology = session.graph.topology
        let choice = try #require(topology.nodes.firstIndex { $0.primitive == .where })
        let condition = try #require(topology.inputs(of: choice).first)
        #expect(topology.nodes[condition].primitive == .greater)
        #expect(!session.graph.values.isAtKink(choice))
    }
}
