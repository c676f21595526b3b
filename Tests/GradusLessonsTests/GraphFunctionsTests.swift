import GradusDiagnostics
import GradusLessons
import Testing

/// `figure.graph`, `figure.forward`, `figure.backward`: names that are none.
@Suite struct GraphFunctionsTests {
    private func error(_ call: String) throws -> Diagnostic {
        let script = """
            def layer(x, w):
                return tanh(x * w)
            w = parameter(0.5)
            unused = parameter(1.0)
            h = layer(layer(input(1.0), w), w)
            loss = (h - 1) ** 2
            \(call)
            """
        let error = #expect(throws: Diagnostic.self) {
            try ScriptRunner(print: { _ in }).run(Array(script.utf8), path: "s.py")
        }
        return try #require(error)
    }

    @Test(arguments: ["figure.graph(loss, fold=\"layr\")", "figure.frames(loss, fold=\"layr\")"])
    func aNameToFoldMustBeOneOfTheGraph(call: String) throws {
        let error = try error(call)
        #expect(error.message == "no function or loop of the graph is called 'layr'")
        #expect(error.fix == "did you mean 'layer'? it has 'layer'")
        #expect(error.span?.start.line == 7)
    }

    @Test func whereNoPathIsTheNamesAreListed() throws {
        let error = try error("figure.backward(loss, path_to=unused)")
        #expect(error.message.hasSuffix("there is no path"))
        #expect(error.fix == "it depends on w, x, h" || error.fix == "it depends on w, h")
    }
}
