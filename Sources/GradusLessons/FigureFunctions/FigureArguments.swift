import GradusDiagnostics
import GradusFigures
import GradusScript

/// The arguments that every figure function takes.
struct FigureArguments {
    /// As `HostCall` reads parameters.
    static let parameters = "name=, title=, subtitle=, caption=, size="

    let name: String
    let text: FigureText
    let caption: String
    let size: FigureSize

    init(_ call: HostCall, in recording: RunRecording) throws(Diagnostic) {
        name = try call["name"]?.string() ?? recording.nextFigureName
        text = FigureText(
            title: try call["title"]?.string() ?? "",
            subtitle: try call["subtitle"]?.string() ?? "")
        caption = try call["caption"]?.string() ?? ""
        var size = FigureSize.page
        if let argument = call["size"] {
            let word = try argument.choice(FigureSize.presets.map(\.name))
            size = FigureSize.named(word) ?? size
        }
        self.size = size
    }

    /// Adds the figure to the run.
    func add(_ figure: any Figure, to recording: RunRecording, at span: SourceSpan) throws {
        try recording.add(
            ExecutedFigure(name: name, figure: figure, size: size, caption: caption), at: span)
    }
}
