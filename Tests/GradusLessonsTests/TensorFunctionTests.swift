import GradusCairoRendering
import GradusDiagnostics
import GradusFigures
import GradusGraphics
import GradusLessons
import GradusTrace
import Testing

/// The figure functions of tensors as scripts call them.
@Suite struct TensorFunctionTests {
    private func run(_ code: String) throws -> ExecutedScript {
        try ScriptRunner { _ in }.run(
            Array(("import numpy as np\n" + code).utf8), path: "script.py")
    }

    /// Every figure is drawn without problems, and each keyed number is one of the trace.
    private func check(_ code: String, figures: Int) throws {
        let script = try run(code)
        #expect(script.figures.count == figures)
        let renderer = try CairoRenderer(fonts: FontCatalog.installed())
        let resolver = TraceResolver(script.trace)
        for figure in script.figures {
            let drawing = figure.drawing(measuredBy: renderer)
            #expect(OverlapCheck().problems(in: drawing) == [], "\(figure.name)")
            #expect(!drawing.description.isEmpty)
            for run in drawing.keyedRuns {
                #expect(resolver.resolve(run.key) != nil, "\(figure.name): \(run.key)")
            }
        }
    }

    @Test func everyFunctionDrawsWhatItRecords() throws {
        try check(
            """
            x = np.array([[1, -2, 3], [4, 5, -6]])
            y = np.array([[2, 0, 1], [-1, 3, 2]])
            b = np.array([10, 20, 30])
            c = np.arange(24).reshape((2, 3, 4))
            figure.elementwise("-", x, y, cell=(-1, -1))
            figure.elementwise("-", x)
            figure.elementwise("maximum", x, y, cell=(0, 1))
            figure.reshape(x, (3, -1), cell=(1, 0))
            figure.transpose(c, axes=(2, 0, 1), cell=(3, 1, 0))
            figure.expand_dims(b, axis=-1)
            figure.concatenate([x, y], axis=-1, cell=(1, 5))
            figure.sum(x, axis=-1, cell=(0,))
            figure.sum(x)
            figure.broadcasting(x, b, operation="*", cell=(1, 1))
            figure.broadcasting(x, np.array([1, 2]))
            figure.dot(x, b, cell=(1,))
            figure.dot(c, np.array([1, 2, 3, 4]), cell=(1, 2))
            figure.dot(x, y)
            figure.dot_shapes((2, 3), (3, 4))
            figure.dot_shapes((2, 3), (4, 3))
            figure.products(np.eye(2), np.ones((2, 2)), cell=(0, 1))
            figure.conventions(np.ones((4, 2)), np.ones((2, 3)), b, point=1)
            figure.tensor(x, c, axes=[["samples", "features"], None])
            figure.tensor_shape((10**9, 10**8, 2), dtype="uint8")
            figure.selection(x, "..., None, 1", cell=(1, 0))
            figure.selection(c, ":, 1:, 2:", picture=True)
            figure.selection(c, np.s_[1, ::-1, [0, 2]], cell=(1, 0))
            figure.selection(c, c > 20)
            figure.selection(c, (0, slice(1, None)))
            figure.batch(np.ones((10, 4, 4)), batch_size=4, n=2)
            figure.word_counts(["a b", "b c b"])
            figure.one_hot("cab", alphabet="abc")
            """, figures: 28)
    }

    @Test func everyOperationHasABackwardFigure() throws {
        try check(
            """
            x = np.array([[1.5, -2, 3], [4, 5, -6]])
            y = np.array([[2.0, 4, 1], [1, 3, 2]])
            b = np.array([10.0, 20, 30])
            c = np.arange(24).reshape((2, 3, 4))
            for name in ["+", "-", "*", "/", "maximum", "minimum"]:
                figure.elementwise(name, x, y, backward=True, of="y", cell=(0, 1))
            for name in ["relu", "-", "abs", "square", "exp", "tanh", "sigmoid"]:
                figure.elementwise(name, x, backward=True, cell=(0, 1))
            figure.elementwise("sqrt", y, backward=True)
            figure.elementwise("log", y, backward=True)
            figure.broadcasting(x, b, operation="*", backward=True, of="b", cell=(1,))
            figure.broadcasting(x, np.array([[2.0], [3]]), names=["x", "k"], backward=True, of="k", cell=(1, 0))
            figure.reshape(x, (3, 2), backward=True, cell=(1, 0))
            figure.transpose(c, axes=(2, 0, 1), backward=True, cell=(1, 0, 3))
            figure.expand_dims(b, axis=1, backward=True, cell=(1,))
            figure.concatenate([x, y], axis=1, backward=True, of="y", cell=(1, 0))
            figure.sum(x, axis=1, backward=True, cell=(1, 0))
            figure.sum(x, backward=True, cell=(1, 0))
            figure.dot(x, b, backward=True, of="x", cell=(1, 1))
            figure.dot(b, b, backward=True, names=["p", "q"], of="q", cell=(1,))
            figure.dot(np.array([1, 2]), x, names=["v", "m"], backward=True, of="m", cell=(1, 2))
            figure.dot(c, np.ones((4, 2)), names=["t", "w"], backward=True, of="t", cell=(1, 2, 0))
            figure.selection(x, "0, ::2", backward=True, cell=(0, 2))
            """, figures: 28)
    }

    @Test(arguments: [
        (
            "figure.elementwise('+', np.ones(3))", "'+' takes 2 operands, found 1", 1
        ),
        (
            "figure.elementwise('plus', np.ones(3))",
            "figure.elementwise() expects one of '+', '-', '*', '/', 'maximum', 'minimum', 'relu', "
                + "'abs', 'square', 'sqrt', 'exp', 'log', 'tanh', 'sigmoid' for 'operation', found 'plus'",
            20
        ),
        (
            "figure.sum(np.ones((2, 3)), axis=0, cell=(3,))",
            "index 3 is out of bounds for axis 0 of z, shape (3,)", 37
        ),
        (
            "figure.sum(np.ones((2, 3)), axis=2)",
            "axis 2 is out of bounds for array of dimension 2", 29
        ),
        (
            "figure.selection(np.ones(3), '1 +')",
            "figure.selection() reads an index of integers, slices, '...' and None, found '1 +'", 30
        ),
        (
            "figure.selection(np.ones(3), 1.5)",
            "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or "
                + "boolean arrays are valid indices", 30
        ),
        (
            "figure.selection(np.ones((2, 3)), np.s_[0, 'a'])",
            "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or "
                + "boolean arrays are valid indices", 35
        ),
        (
            "figure.selection(np.ones((2, 3)), np.s_[0, :, 1])",
            "too many indices for array: array is 2-dimensional, but 3 were indexed", 1
        ),
        (
            "figure.selection(np.ones(3), '5')",
            "index 5 is out of bounds for axis 0 with size 3", 1
        ),
        (
            "figure.one_hot('cab!', alphabet='abc')",
            "'!' is not in the alphabet of 3 characters", 16
        ),
        (
            "figure.batch(np.ones((10, 2)), batch_size=4, n=3)",
            "figure.batch() expects a batch from 0 to 2 for 'n', found the int 3", 46
        ),
        (
            "figure.dot(2, np.ones(3))",
            "figure.dot() expects an array with axes for 'x', found the int 2", 12
        ),
        (
            "figure.tensor_shape((2, 3), axes=['rows'])",
            "figure.tensor_shape() expects a name for each of the 2 axes for 'axes', found a list",
            29
        ),
        (
            "figure.tensor_shape((10**18, 10**18))",
            "figure.tensor_shape() expects a shape of fewer than 10¹⁸ elements for 'argument 1', "
                + "found a tuple", 21
        ),
    ])
    func mistakesHaveAPlace(_ code: String, _ message: String, _ column: Int) throws {
        do {
            _ = try run(code)
            Issue.record("'\(code)' should be refused")
        } catch let error as Diagnostic {
            #expect(error.message == message)
            #expect(error.span?.start.line == 2)
            #expect(error.span?.start.column == column)
        }
    }
}
