import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// `input`, `parameter`, `target`, `grad`, and the functions of networks.
    func addRecordingFunctions() {
        for (name, role) in [
            ("input", Role.input), ("parameter", .parameter), ("target", .target),
        ] {
            define(name, "value") { call in
                let argument = try call.required("value")
                if case .string = argument.value {
                    throw argument.mismatch("a number or an array to record")
                }
                return .variable(
                    try call.interpreter.leaf(argument.value, role: role, at: argument.span))
            }
        }
        define("grad", "loss, x") { call in
            try call.interpreter.gradient(
                of: try call.required("loss"), towards: try call.required("x"), at: call.span)
        }
        define("stop_gradient", "x") { call in
            let argument = try call.required("x")
            guard case .variable(let variable) = argument.value else { return argument.value }
            return try call.interpreter.record(.stopGradient, [variable], at: call.span)
        }
        define("value", "x") { call in
            let argument = try call.required("x")
            guard case .variable(let variable) = argument.value else { return argument.value }
            return try call.array(variable.value.copied())
        }
        for (name, operation, primitive) in Self.elementaryFunctions {
            define(name, "x") { call in
                try call.interpreter.elementwise(
                    operation, primitive, try call.required("x"), at: call.span)
            }
        }
        for (name, kernel, primitive) in [
            ("maximum", GradusTensors.BinaryOperation.maximum, Primitive.maximum),
            ("minimum", .minimum, .minimum),
        ] {
            define(name, "x1, x2") { call in
                try call.interpreter.combined(
                    kernel, primitive, try call.required("x1"), try call.required("x2"),
                    at: call.span)
            }
        }
        define("dot", "a, b") { call in
            try call.interpreter.dot(
                try call.required("a"), try call.required("b"), isMatmul: false, at: call.span)
        }
        define("mean", "a, axis=, keepdims=") { call in
            try call.interpreter.reduce(
                .mean, try call.required("a").value, axes: try call.axes(),
                keepDims: try call.flag("keepdims"), at: call.span)
        }
        addSoftmax("softmax", .softmax)
        addSoftmax("log_softmax", .logSoftmax)
        addLoss(["categorical_crossentropy", "categorical_cross_entropy"], .categoricalCrossEntropy)
        addLoss(["mean_squared_error"], .meanSquaredError)
    }

    /// Functions of each element that `grad` goes through.
    static let elementaryFunctions:
        [(String, GradusTensors.UnaryOperation, Primitive)] = [
            ("exp", .exp, .exp), ("log", .log, .log), ("sqrt", .sqrt, .sqrt),
            ("square", .square, .square), ("tanh", .tanh, .tanh), ("sigmoid", .sigmoid, .sigmoid),
            ("relu", .relu, .relu), ("sin", .sin, .sin), ("cos", .cos, .cos),
        ]

    /// A function whose rule for plain arrays is the one that recorded values have.
    private func addSoftmax(_ name: String, _ primitive: Primitive) {
        define(name, "x, axis=") { call in
            let argument = try call.required("x")
            let attributes = Attributes(axis: try call["axis"]?.int() ?? -1)
            return try call.interpreter.apply(primitive, [argument], attributes, at: call.span)
        }
    }

    /// A loss: targets first, as in the formulas of the lessons; recorded predictions first.
    private func addLoss(_ names: [String], _ primitive: Primitive) {
        for name in names {
            define(name, "y_true, y_pred") { call in
                try call.interpreter.apply(
                    primitive, [try call.required("y_pred"), try call.required("y_true")], .none,
                    at: call.span)
            }
        }
    }

    /// Applies a primitive: recorded when an operand is, else on a graph that is thrown away.
    func apply(
        _ primitive: Primitive, _ arguments: [HostArgument], _ attributes: Attributes,
        at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        if arguments.contains(where: \.isRecorded) {
            var operands: [Variable] = []
            for argument in arguments {
                operands.append(
                    try recordedOperand(
                        argument.value, name: argument.variableName, like: nil, at: argument.span))
            }
            return try record(primitive, operands, attributes, at: span)
        }
        let scratch = Graph()
        var operands: [Variable] = []
        for argument in arguments {
            let tensor = try numbers(argument)
            operands.append(scratch.leaf(tensor.dtype.isFloating ? tensor : tensor.astype(.float64)))
        }
        let result = try located(at: span) { () throws(TensorError) in
            try scratch.apply(primitive, operands, attributes).value
        }
        return try array(result, at: span)
    }
}
