import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTensors

/// `figure.selection` and `figure.batch`: parts of a tensor.
struct TensorSelectionFunctions {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        session.register(
            namespace: "figure", name: "selection",
            parameters: "x, index, *, picture=, \(TensorArguments.operation)"
        ) { try selection($0) }
        session.register(
            namespace: "figure", name: "batch",
            parameters: "data, *, batch_size, n, shape=, names=, \(FigureArguments.parameters)"
        ) { try batch($0) }
    }

    private func selection(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let operands = try arguments.operands([try call.required("x")])
        let argument = try call.required("index")
        let items: [IndexItem]
        var code: String?
        if case .string(let text) = argument.value {
            items = try IndexReading.items(of: text, at: argument)
            code = text
        } else {
            items = try call.index(argument)
        }
        let value = try arguments.computing { () throws(TensorError) in
            try operands[0].record.tensor.indexed(by: items).copied()
        }
        let result = try arguments.record(
            value, label: try arguments.resultLabel(behind: operands))
        if try TensorGradientFunctions.isAsked(call) {
            return try TensorGradientFunctions(arguments: arguments).draw(
                .index(items), operands, result: result)
        }
        return try arguments.add(
            SelectionFigure(
                operands[0], items: items, code: code, result: result,
                isPicture: try call["picture"]?.bool() ?? false,
                cell: try arguments.cell(in: value.shape, called: result.label),
                text: arguments.figure.text))
    }

    private func batch(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let operand = try arguments.operands([try call.required("data")])[0]
        let tensor = operand.record.tensor
        guard tensor.ndim >= 1 else {
            throw try call.required("data").mismatch("an array with a samples axis")
        }
        let size = try call.required("batch_size").int()
        guard size >= 1 else { throw try call.required("batch_size").mismatch("an integer from 1") }
        let number = try call.required("n").int()
        let batches = (tensor.shape[0] + size - 1) / size
        guard number >= 0, number < batches else {
            throw try call.required("n").mismatch("a batch from 0 to \(batches - 1)")
        }
        var sides: (height: Int, width: Int)?
        if let argument = call["shape"] {
            let lengths = try argument.integers()
            guard lengths.count == 2, lengths.allSatisfy({ $0 > 0 }) else {
                throw argument.mismatch("a height and a width, as in shape=(8, 8)")
            }
            sides = (lengths[0], lengths[1])
        }
        let start = size * number
        let part = try arguments.computing { () throws(TensorError) in
            try tensor.indexed(by: [.slice(start: start, stop: start + size, step: nil)]).copied()
        }
        let names = try arguments.names()
        let figure = BatchFigure(
            data: operand,
            batch: try arguments.record(part, label: names.count > 1 ? names[1] : "batch"),
            batchSize: size, number: number, pictureShape: sides,
            recordedAs: arguments.figure.name, text: arguments.figure.text)
        for value in figure.values {
            try recording.recorder.record(
                value: value.value, named: value.name,
                provenance: "\(call.function), \(call.span.file):\(call.span.start.line)")
        }
        return try arguments.add(figure)
    }
}

/// Indices as they are written between brackets, in a string.
enum IndexReading {
    /// The items of `1:, ::-1, ..., None, 3`; throws at the argument for anything else.
    static func items(
        of code: String, at argument: HostArgument
    ) throws(Diagnostic) -> [IndexItem] {
        var items: [IndexItem] = []
        for piece in code.split(separator: ",", omittingEmptySubsequences: false) {
            let text = piece.filter { $0 != " " }
            guard let item = item(text) else {
                throw Diagnostic(
                    "figure.selection() reads an index of integers, slices, '...' and None, found "
                        + "'\(code)'", at: argument.span,
                    fix: "give it as np.s_[1:, 2], or write it as between brackets: \":, 7:-7\"")
            }
            items.append(item)
        }
        return items
    }

    private static func item(_ text: String) -> IndexItem? {
        if text == "..." { return .ellipsis }
        if text == "None" || text == "np.newaxis" { return .newAxis }
        if let place = Int(text) { return .integer(place) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count) else { return nil }
        var bounds: [Int?] = []
        for part in parts {
            if part.isEmpty {
                bounds.append(nil)
            } else if let bound = Int(part) {
                bounds.append(bound)
            } else {
                return nil
            }
        }
        return .slice(start: bounds[0], stop: bounds[1], step: bounds.count > 2 ? bounds[2] : nil)
    }
}
