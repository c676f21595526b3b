import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTensors

/// `figure.tensor` and `figure.tensor_shape`: what a tensor is, with its data or without.
struct TensorStructureFunctions {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        session.register(
            namespace: "figure", name: "tensor",
            parameters: "*tensors, axes=, names=, \(FigureArguments.parameters)"
        ) { try tensor($0) }
        session.register(
            namespace: "figure", name: "tensor_shape",
            parameters: "*shapes, axes=, names=, dtype=, \(FigureArguments.parameters)"
        ) { try shape($0) }
    }

    private func tensor(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        try needSome(call, "tensors")
        let operands = try arguments.operands(call.rest)
        let axes = try axes(call, ranks: operands.map { $0.record.tensor.ndim })
        let items = try operands.enumerated().map { place, operand in
            let tensor = operand.record.tensor
            let facts = TensorFacts(
                lengths: tensor.shape.dimensions, dtype: tensor.dtype.rawValue,
                recordedAs: operand.record.name)
            if let facts { try record(facts, call) }
            return TensorFigure.Item(operand, axes: axes[place], facts: facts)
        }
        return try arguments.add(TensorFigure(items, text: arguments.figure.text))
    }

    private func shape(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        try needSome(call, "shapes")
        let names = try arguments.names()
        let shapes = try call.rest.enumerated().map { place, argument in
            try arguments.shape(
                argument, label: place < names.count ? names[place] : "tensor \(place + 1)",
                recordedAs: "shape \(place)")
        }
        let axes = try axes(call, ranks: shapes.map(\.lengths.count))
        let dtypes = try dtypes(call, count: shapes.count)
        let items = try shapes.enumerated().map { place, shape in
            guard
                let facts = TensorFacts(
                    lengths: shape.lengths, dtype: dtypes[place],
                    recordedAs: "\(arguments.figure.name).shape \(place)")
            else { throw call.rest[place].mismatch("a shape whose bytes can be counted") }
            try record(facts, call)
            return TensorShapeFigure.Item(shape, axes: axes[place], facts: facts)
        }
        return try arguments.add(TensorShapeFigure(items, text: arguments.figure.text))
    }

    private func needSome(_ call: HostCall, _ word: String) throws(Diagnostic) {
        if call.rest.isEmpty {
            throw Diagnostic("\(call.function)() needs one or more \(word)", at: call.span)
        }
    }

    private func record(_ facts: TensorFacts, _ call: HostCall) throws {
        for value in facts.values {
            try recording.recorder.record(
                value: value.value, named: value.name,
                provenance: "\(call.function), \(call.span.file):\(call.span.start.line)")
        }
    }

    /// The names of the axes of each tensor: a list of names for one, a list of such lists for
    /// several; empty for none.
    private func axes(_ call: HostCall, ranks: [Int]) throws -> [[String]] {
        guard let argument = call["axes"] else {
            return [[String]](repeating: [], count: ranks.count)
        }
        func names(_ argument: HostArgument, _ rank: Int) throws -> [String] {
            let names = try argument.list().map { try $0.string() }
            guard names.isEmpty || names.count == rank else {
                throw argument.mismatch("a name for each of the \(rank) axes")
            }
            return names
        }
        let parts = try argument.list()
        let isFlat = parts.allSatisfy { if case .string = $0.value { true } else { false } }
        if ranks.count == 1, isFlat { return [try names(argument, ranks[0])] }
        guard parts.count == ranks.count else {
            throw argument.mismatch("a list of names for each of the \(ranks.count) tensors")
        }
        return try zip(parts, ranks).map { $0.isNone ? [] : try names($0, $1) }
    }

    /// The type of each tensor: one for all, or a list.
    private func dtypes(_ call: HostCall, count: Int) throws -> [String] {
        let known = TensorFacts.itemSizes.map(\.name)
        func name(_ argument: HostArgument) throws -> String {
            switch argument.value {
            case .dtype(let dtype), .numberType(let dtype): return dtype.rawValue
            default: break
            }
            return try argument.choice(known)
        }
        guard let argument = call["dtype"] else {
            return [String](repeating: "float64", count: count)
        }
        guard case .list = argument.value else {
            return [String](repeating: try name(argument), count: count)
        }
        let names = try argument.list().map(name)
        guard names.count == count else {
            throw argument.mismatch("a dtype for each of the \(count) shapes")
        }
        return names
    }
}
