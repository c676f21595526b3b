import GradusAutodiff
import GradusLessons
import Testing

/// Which parameters' gradients are compared with central differences: a figure says of each
/// whether its own were.
@Suite struct GradientCheckChoiceTests {
    private func verdicts(_ source: String) throws -> [String: GradientCheck.Verdict] {
        let graph = try ScriptRunner(print: { _ in }).graph(
            Array(source.utf8), path: "s.py", ScriptGraphRequest())
        let record = graph.record
        return Dictionary(
            uniqueKeysWithValues: record.checks.map {
                (record.topology.nodes[$0.node].displayName, $0.verdict)
            })
    }

    @Test func someElementsOfALargeParameterAreCompared() throws {
        let found = try verdicts(
            """
            rng = np.random.default_rng(0)
            x = input(rng.normal(size=(8, 50)))
            W = parameter(rng.normal(size=(50, 10)))
            b = parameter(np.zeros(10))
            loss = np.mean((x @ W + b) ** 2)
            """)
        #expect(found["W"] == .agrees)
        #expect(found["b"] == .agrees)
    }

    @Test func whatCannotBeAffordedIsUnchecked() throws {
        let found = try verdicts(
            """
            x = input(np.ones((64, 300)))
            W = parameter(np.ones((300, 200)))
            b = parameter(np.zeros(3))
            loss = np.mean(x @ W) + np.sum(b)
            """)
        #expect(found["W"] == .notCompared)
        #expect(found["b"] == .agrees)
        #expect(found["x"] == nil)
    }
}
