import GradusDiagnostics
import GradusFigures
import GradusScript
import GradusTensors

/// `figure.word_counts` and `figure.one_hot`: how texts become tensors.
struct TensorEncodingFunctions {
    let recording: RunRecording

    func register(in session: ScriptSession) {
        session.register(
            namespace: "figure", name: "word_counts",
            parameters: "documents, *, vocabulary=, \(FigureArguments.parameters)"
        ) { try wordCounts($0) }
        session.register(
            namespace: "figure", name: "one_hot",
            parameters: "text, *, alphabet=, \(FigureArguments.parameters)"
        ) { try oneHot($0) }
    }

    private func wordCounts(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let argument = try call.required("documents")
        let documents = try argument.list().map { try $0.string() }
        let vocabulary =
            try call["vocabulary"]?.list().map { try $0.string() }
            ?? TextEncoding.vocabulary(of: documents)
        guard !vocabulary.isEmpty, Set(vocabulary).count == vocabulary.count,
            documents.count * vocabulary.count <= 100_000
        else { throw argument.mismatch("texts with words, 100,000 counts at most") }
        let counts = Tensor(
            TextEncoding.counts(of: documents, vocabulary: vocabulary),
            shape: [documents.count, vocabulary.count])
        return try arguments.add(
            WordCountsFigure(
                documents: documents, vocabulary: vocabulary,
                counts: try arguments.record(counts, label: "counts"),
                text: arguments.figure.text))
    }

    private func oneHot(_ call: HostCall) throws -> Value {
        let arguments = try TensorArguments(call, in: recording)
        let argument = try call.required("text")
        let text = try argument.string()
        let alphabet =
            try call["alphabet"].map { Array(try $0.string()) } ?? TextEncoding.ascii
        guard Set(alphabet).count == alphabet.count else {
            throw try call.required("alphabet").mismatch("each character once")
        }
        guard !text.isEmpty, text.count <= 280 else {
            throw argument.mismatch("a text of 1 to 280 characters")
        }
        var places: [Int64] = []
        for (character, place) in zip(text, TextEncoding.places(of: text, in: alphabet)) {
            guard let place else {
                throw Diagnostic(
                    "'\(character)' is not in the alphabet of \(alphabet.count) characters",
                    at: argument.span,
                    fix: call["alphabet"] == nil
                        ? "give an alphabet=… that has it" : "add it to alphabet=…")
            }
            places.append(Int64(place))
        }
        var vectors = [Int64](repeating: 0, count: places.count * alphabet.count)
        for (row, place) in places.enumerated() { vectors[row * alphabet.count + Int(place)] = 1 }
        return try arguments.add(
            OneHotFigure(
                characters: Array(text), alphabet: alphabet,
                vectors: try arguments.record(
                    Tensor(vectors, shape: [places.count, alphabet.count]), label: "one_hot"),
                places: try arguments.record(
                    Tensor(places, shape: [places.count]), label: "places"),
                text: arguments.figure.text))
    }
}
