import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTensors
import GradusTrace

/// `figure.images` and `figure.wrong_predictions`.
struct ImageFunctions {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        let common = FigureArguments.parameters
        session.register(
            namespace: "figure", name: "images",
            parameters: "images, *, labels=, shape=, columns=, \(common)"
        ) { try images($0) }
        session.register(
            namespace: "figure", name: "wrong_predictions",
            parameters: "images, probabilities, labels, *, shape=, columns=, limit=, \(common)"
        ) { try wrongPredictions($0) }
    }

    private func images(_ call: HostCall) throws -> Value {
        let arguments = try FigureArguments(call, in: recording)
        let pictures = try call.required("images")
        let tensor = try pictures.tensor()
        let sides = try sides(call, of: tensor, pictures)
        var labels: NamedTensor?
        if let argument = call["labels"] {
            let found = try argument.tensor()
            try check(found, hasRows: tensor.shape[0], argument)
            labels = try recording.record(
                tensor: found, named: arguments.name + "_labels", provenance: provenance(call))
        }
        let figure = ImageGridFigure(
            images: try recording.record(
                tensor: tensor, named: arguments.name, provenance: provenance(call)),
            pictureHeight: sides?.height, pictureWidth: sides?.width, labels: labels,
            columns: try positive(call["columns"]) ?? 10, text: arguments.text)
        try arguments.add(figure, to: recording, at: call.span)
        return .none
    }

    private func wrongPredictions(_ call: HostCall) throws -> Value {
        let arguments = try FigureArguments(call, in: recording)
        let pictures = try call.required("images")
        let tensor = try pictures.tensor()
        let sides = try sides(call, of: tensor, pictures)
        let probabilitiesArgument = try call.required("probabilities")
        let probabilities = try probabilitiesArgument.tensor()
        guard probabilities.ndim == 2 else {
            throw probabilitiesArgument.mismatch("an array of shape (pictures, classes)")
        }
        try check(probabilities, hasRows: tensor.shape[0], probabilitiesArgument)
        let labelsArgument = try call.required("labels")
        let labels = try labelsArgument.tensor()
        try check(labels, hasRows: tensor.shape[0], labelsArgument)
        let name = arguments.name
        let figure = WrongPredictionsFigure(
            name: name,
            images: try recording.record(
                tensor: tensor, named: name, provenance: provenance(call)),
            pictureHeight: sides?.height, pictureWidth: sides?.width,
            probabilities: try recording.record(
                tensor: probabilities, named: name + "_probabilities",
                provenance: provenance(call)),
            labels: try recording.record(
                tensor: labels, named: name + "_labels", provenance: provenance(call)),
            columns: try positive(call["columns"]) ?? 6, limit: try positive(call["limit"]) ?? 18,
            text: arguments.text)
        for value in figure.values {
            try recording.recorder.record(
                value: value.value, named: value.name, provenance: value.provenance)
        }
        try arguments.add(figure, to: recording, at: call.span)
        return .none
    }

    /// Height and width of a picture where the array does not say it itself.
    private func sides(
        _ call: HostCall, of tensor: Tensor, _ argument: HostArgument
    ) throws(Diagnostic) -> (height: Int, width: Int)? {
        guard let shape = call["shape"] else {
            guard tensor.ndim == 3 else {
                throw argument.mismatch(
                    "an array of shape (pictures, height, width)",
                    fix: "say shape=(height, width) when a picture is a row")
            }
            return nil
        }
        let sides = try shape.integers()
        guard sides.count == 2, sides.allSatisfy({ $0 > 0 }) else {
            throw shape.mismatch("a height and a width, as in shape=(8, 8)")
        }
        let (pixels, overflow) = sides[0].multipliedReportingOverflow(by: sides[1])
        guard tensor.ndim == 2, !overflow, tensor.shape[1] == pixels else {
            throw argument.mismatch(
                "an array of shape (pictures, \(sides[0]) · \(sides[1]))")
        }
        return (sides[0], sides[1])
    }

    private func check(
        _ tensor: Tensor, hasRows rows: Int, _ argument: HostArgument
    ) throws(Diagnostic) {
        guard tensor.ndim >= 1, tensor.shape[0] == rows else {
            throw argument.mismatch("as many rows as there are pictures (\(rows))")
        }
    }

    private func positive(_ argument: HostArgument?) throws(Diagnostic) -> Int? {
        guard let argument else { return nil }
        let value = try argument.int()
        guard value >= 1 else { throw argument.mismatch("an integer from 1") }
        return value
    }

    private func provenance(_ call: HostCall) -> String {
        "\(call.function), \(call.span.file):\(call.span.start.line)"
    }
}
