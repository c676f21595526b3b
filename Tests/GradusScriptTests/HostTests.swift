import Foundation
import GradusDiagnostics
import GradusTensors
import Testing

@testable import GradusScript

@Suite struct HostTests {
    final class History: HostObject {
        let typeName = "History"
        let attributeNames = ["loss", "epochs", "val_loss", "val_accuracy"]
        func attribute(_ name: String) throws -> Value? {
            switch name {
            case "loss", "val_loss", "val_accuracy": .makeList([.float(0.5), .float(0.25)])
            case "epochs": .int(30)
            default: nil
            }
        }
    }

    final class Model: HostObject {
        let typeName = "Sequential"
        var attributeNames: [String] { ["parameter_count", "fit", "predict"] }
        func attribute(_ name: String) throws -> Value? {
            switch name {
            case "parameter_count": .int(2410)
            case "fit":
                .method(
                    "fit",
                    parameters:
                        "x, y, *, validation_data=, epochs=, batch_size=, optimizer=, shuffle_seed="
                ) { call in
                    let epochs = try call["epochs"]?.int()
                    let shape = try call.required("x").tensor().shape
                    #expect(epochs == 30)
                    #expect(shape == [1438, 64])
                    return .host(History())
                }
            case "predict":
                .method("predict", parameters: "x") { call in
                    let rows = try call.required("x").tensor().shape[0]
                    return .tensor(Tensor(zeros: [rows, 10]))
                }
            default: nil
            }
        }
    }

    static func session() -> (ScriptSession, () -> [String]) {
        let session = Scripts.session(limits: .standard)
        var calls: [String] = []
        for name in ["graph", "forward", "backward"] {
            session.register(
                namespace: "figure", name: name,
                parameters: "root, *, name=, title=, caption=, path_to=, view="
            ) { call in
                let root = try call.required("root").variable()
                if let target = try call["path_to"]?.variable() {
                    #expect(call.version(of: target, in: root) != nil)
                }
                calls.append(try call["name"]?.string() ?? "")
                return .none
            }
        }
        for name in ["images", "curves", "wrong_predictions"] {
            session.register(
                namespace: "figure", name: name,
                parameters:
                    "data, *more, name=, title=, caption=, labels=, shape=, columns=, metrics="
            ) { call in
                calls.append(try call["name"]?.string() ?? "")
                return .none
            }
        }
        session.register(name: "Sequential", parameters: "layers, seed=") { call in
            let count = try call.required("layers").list().count
            #expect(count == 2)
            return .host(Model())
        }
        session.register(name: "Dense", parameters: "inputs, outputs, activation=") { _ in .none }
        session.register(name: "SGD", parameters: "learning_rate=") { _ in .none }
        return (session, { calls })
    }

    @Test(arguments: [("backpropagation.md", 7), ("digits.md", 4)])
    func lessonsRun(_ name: String, _ figures: Int) throws {
        let url = Scripts.repository.appendingPathComponent("lessons/\(name)")
        let text = try String(contentsOf: url, encoding: .utf8)
        let (session, calls) = Self.session()
        var block: [Substring]?
        var first = 0
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.hasPrefix("```") {
                if let code = block {
                    let result = try session.run(code.joined(separator: "\n"), at: first)
                    #expect(result.differences.map(\.diagnostic.description) == [])
                    block = nil
                } else {
                    block = []
                    first = number + 2
                }
            } else if block != nil {
                block?.append(line)
            } else {
                for piece in line.components(separatedBy: "{{").dropFirst() {
                    let expression = try #require(piece.components(separatedBy: "}}").first)
                    let value = try session.evaluate(
                        expression, at: SourcePosition(line: number + 1, column: 1))
                    #expect(!value.text.isEmpty)
                }
            }
        }
        #expect(calls().count >= figures)
    }

    @Test func hostMistakesNameThePlace() throws {
        let (session, _) = Self.session()
        func failure(_ code: String) throws -> Diagnostic {
            do { _ = try session.run(code) } catch let diagnostic as Diagnostic {
                return diagnostic
            }
            throw Unexpected(message: code)
        }
        let list = try failure("figure.graph([1], name='a')")
        #expect(list.message == "figure.graph() expects a Variable for 'root', found a list")
        #expect(list.place == "1:14-17")
        let keyword = try failure("x = input(1.0)\nfigure.graph(x, titel='a')")
        #expect(keyword.message == "figure.graph() got an unexpected keyword argument 'titel'")
        #expect(keyword.fix == "did you mean 'title'?")
        #expect(keyword.place == "2:17-26")
        #expect(try failure("figure.grph(1)").fix == "did you mean 'graph'?")
        #expect(try failure("figure.graph()").message == "figure.graph() needs an argument 'root'")
        #expect(
            try failure("m = Sequential([1, 2])\nm.parameter_cuont").fix
                == "did you mean 'parameter_count'?")
    }

    @Test func functionsOfTheScriptCanBeCalledBack() throws {
        let session = Scripts.session()
        session.register(name: "apply", parameters: "f, x") { call in
            try call.call(try call.required("f").value, [try call.required("x").value])
        }
        #expect(try session.run("print(apply(lambda v: v * 2, 21))").output == "42\n")
    }

    @Test func transcriptsAreCompared() throws {
        let session = Scripts.session()
        let source = """
            >>> x = 3
            >>> x + 1
            4
            >>> for i in range(2):
            ...     print(i)
            0
            1

            >>> x * 2
            7
            >>> print('a')
            """
        let result = try session.run(source, at: 20)
        #expect(result.differences.count == 2)
        let wrong = result.differences[0]
        #expect(wrong.expected == "7" && wrong.found == "6")
        #expect(wrong.span.start.line == 29)
        #expect(wrong.diagnostic.fix == "write:\n6")
        #expect(result.differences[1].span.start == SourcePosition(line: 30, column: 1))
        #expect(try Scripts.failure(">>> 1 +\n", at: 5).span?.start.line == 5)
        #expect(try Scripts.failure(">>> y\n", at: 5).place == "5:5-6")
        #expect(throws: Diagnostic.self) { try session.run(">>>x") }
    }
}
