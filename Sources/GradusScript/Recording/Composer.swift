import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// Applies primitives for a function of the language: in the session's graph when an argument
/// is recorded, else in one that is thrown away. Mistakes of shapes become diagnostics.
struct Composer {
    let interpreter: Interpreter
    let graph: Graph
    let span: SourceSpan

    /// Whether the session records.
    var isRecording: Bool { graph === interpreter.graph }

    /// A primitive's result.
    func apply(
        _ primitive: Primitive, _ operands: [Variable], _ attributes: Attributes = .none
    ) throws(Diagnostic) -> Variable {
        let shape = try interpreter.located(at: span) { () throws(TensorError) in
            try primitive.resultShape(of: operands.map(\.shape), attributes)
        }
        try interpreter.checkMemory(of: shape, at: span)
        let result = try interpreter.located(at: span) { () throws(TensorError) in
            try graph.apply(primitive, operands, attributes)
        }
        return isRecording ? try interpreter.keep(result, at: span) : result
    }

    /// A value that is no parameter: what changes the copy in place must not train the original.
    func copy(_ x: Variable) throws(Diagnostic) -> Variable {
        isRecording && interpreter.isParameter(x) ? try apply(.copy, [x]) : x
    }

    /// The same elements under another shape.
    func reshape(_ x: Variable, _ lengths: [Int]) throws(Diagnostic) -> Variable {
        let shape = try interpreter.located(at: span) { () throws(TensorError) in
            try Shape.checked(lengths)
        }
        return shape == x.shape ? x : try apply(.reshape, [x], Attributes(shape: shape))
    }

    /// A part along one axis.
    func slice(
        _ x: Variable, _ axis: Int, from start: Int, count: Int
    ) throws(Diagnostic) -> Variable {
        var slices = x.shape.dimensions.map { AxisSlice.range(start: 0, step: 1, count: $0) }
        slices[axis] = .range(start: start, step: 1, count: count)
        return try apply(.indexed, [x], Attributes(slices: slices))
    }

    /// An axis from the front.
    func axis(_ axis: Int, of x: Variable) throws(Diagnostic) -> Int {
        try interpreter.located(at: span) { () throws(TensorError) in
            try x.shape.normalized(axis: axis)
        }
    }

    /// A scalar of a variable's type.
    func constant(_ number: Double, like x: Variable) throws(Diagnostic) -> Variable {
        let type = x.dtype.isFloating ? x.dtype : .float64
        let leaf = graph.leaf(Tensor(scalar: number).astype(type), role: .constant)
        return isRecording ? try interpreter.keep(leaf, at: span) : leaf
    }
}

extension HostCall {
    /// A function of arrays and recorded values: recorded when one of the arguments is, else
    /// computed at once. Plain numbers take the type of the recorded argument, unless integers
    /// are to stay such because they are places or classes.
    func compose(
        _ arguments: [HostArgument], keepsIntegers: Bool = false,
        _ body: (Composer, [Variable]) throws(Diagnostic) -> Variable
    ) throws(Diagnostic) -> Value {
        if arguments.contains(where: \.isRecorded) {
            let composer = Composer(
                interpreter: interpreter, graph: interpreter.graph, span: span)
            let types = arguments.lazy.compactMap { argument -> DType? in
                if case .variable(let variable) = argument.value { variable.dtype } else { nil }
            }
            let type = keepsIntegers ? nil : types.first
            var operands: [Variable] = []
            for argument in arguments {
                operands.append(
                    try interpreter.recordedOperand(
                        argument.value, name: argument.variableName, like: type,
                        at: argument.span))
            }
            return .variable(try body(composer, operands))
        }
        let composer = Composer(interpreter: interpreter, graph: Graph(), span: span)
        var operands: [Variable] = []
        for argument in arguments {
            operands.append(composer.graph.leaf(try interpreter.numbers(argument)))
        }
        return try array(try body(composer, operands).value)
    }

    /// The same for a primitive by itself.
    func compose(
        _ primitive: Primitive, _ arguments: [HostArgument], _ attributes: Attributes = .none
    ) throws(Diagnostic) -> Value {
        let withPlaces: [Primitive] = [
            .take, .takeAlong, .sparseCategoricalCrossEntropy,
            .sparseCategoricalCrossEntropyWithLogits,
        ]
        return try compose(arguments, keepsIntegers: withPlaces.contains(primitive)) {
            composer, operands throws(Diagnostic) in
            try composer.apply(primitive, operands, attributes)
        }
    }

    /// Numbers that shape a function, each an argument or what holds without.
    func numbers(_ names: [(String, Double)]) throws(Diagnostic) -> Attributes {
        var numbers: [Double] = []
        for (name, number) in names { numbers.append(try self[name]?.double() ?? number) }
        return Attributes(options: .init(numbers: numbers))
    }

    /// An integer argument, or what holds without.
    func int(_ name: String, default number: Int) throws(Diagnostic) -> Int {
        try self[name]?.int() ?? number
    }
}
