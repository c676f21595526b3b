import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// `input`, `parameter`, `target`, `grad` and what else works on recorded values.
    ///
    /// How a value becomes a node, and what it is then:
    /// - `parameter(v)` is a leaf that is trained; it is made floating-point.
    /// - `target(v)` is a leaf that results are compared with, `input(v)` one that they are
    ///   computed from. An array that meets a recorded value under a name becomes an input
    ///   too; when it was written since, a new one.
    /// - Numbers, literals and values without a name become constants.
    /// - An assignment names the result of its right side; a name bound anew counts versions
    ///   (`W`, `W₁`, `W₂`). A node keeps the first name that it was given.
    /// - `W -= …` and `W = W - …` on a parameter are *updates*: the new value is a new leaf of
    ///   the same name outside of the graph that the gradient came from, and observers are told.
    /// - What no name leads to any more is forgotten after each turn of a loop.
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
        define("grad", "y, x, *, cotangent=, create_graph=") { call in
            try call.interpreter.gradient(
                of: try call.required("y"), towards: try call.required("x"),
                cotangent: call["cotangent"], isRecorded: try call.flag("create_graph"),
                at: call.span)
        }
        define("jacobian", "y, x") { call in
            let (y, x) = (try call.required("y"), try call.required("x"))
            let interpreter = call.interpreter
            let (result, variable) = (
                try interpreter.differentiable(y), try interpreter.differentiable(x)
            )
            let made = try call.array(
                try interpreter.graph.jacobian(of: result, towards: variable))
            interpreter.passOrigins(
                Origins(serials: [interpreter.serial(of: result.index)]), to: made)
            return made
        }
        define("hessian", "y, x") { call in
            let (y, x) = (try call.required("y"), try call.required("x"))
            let interpreter = call.interpreter
            let (result, variable) = (
                try interpreter.differentiable(y), try interpreter.differentiable(x)
            )
            let made = try call.array(
                try interpreter.graph.hessian(of: result, towards: variable))
            interpreter.passOrigins(
                Origins(serials: [interpreter.serial(of: result.index)]), to: made)
            return made
        }
        define("value", "x") { call in
            let value = try call.required("x").value
            switch value {
            case .variable(let variable): return try call.array(variable.value.copied())
            case .array(let array): return try call.interpreter.value(of: array, at: call.span)
            default: return value.plainNumbers
            }
        }
    }

    /// The functions of networks: they record what they are given, lists included.
    func addNetworkFunctions() {
        let before = builtins
        define("stop_gradient", "x") { call in
            let argument = try call.required("x")
            if case .array(let array) = argument.value {
                return try call.interpreter.value(of: array, at: call.span)
            }
            guard case .variable(let variable) = argument.value else { return argument.value }
            return try call.interpreter.record(.stopGradient, [variable], at: call.span)
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
        addActivationFunctions()
        addLossFunctions()
        addLayerFunctions()
        for (name, value) in builtins where before[name] == nil {
            if case .builtin(let function) = value { function.recordedUse = .records }
        }
    }

    /// Functions of each element that `grad` goes through.
    static let elementaryFunctions: [(String, GradusTensors.UnaryOperation, Primitive)] = [
        ("exp", .exp, .exp), ("log", .log, .log), ("sqrt", .sqrt, .sqrt),
        ("square", .square, .square), ("tanh", .tanh, .tanh), ("sigmoid", .sigmoid, .sigmoid),
        ("relu", .relu, .relu), ("sin", .sin, .sin), ("cos", .cos, .cos),
    ]

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
            operands.append(
                scratch.leaf(tensor.dtype.isFloating ? tensor : tensor.astype(.float64)))
        }
        let result = try located(at: span) { () throws(TensorError) in
            try scratch.apply(primitive, operands, attributes).value
        }
        return try array(result, at: span)
    }
}
