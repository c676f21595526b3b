import GradusGraphics

/// Writes figures as files.
public struct FigureWriter: Sendable {
    private let renderer: any DrawingRendering
    private let formats: [OutputFormat]

    /// Pixels to a point in PNG: twice the size on screen, for sharp screens and print.
    public static let scale = 2.0

    /// A writer of the given formats.
    public init(renderer: any DrawingRendering, formats: Set<OutputFormat>) {
        self.renderer = renderer
        self.formats = [.png, .pdf, .svg].filter(formats.contains)
    }

    /// The files of a drawing: their endings and bytes.
    public func files(of drawing: Drawing) throws -> [(format: OutputFormat, bytes: [UInt8])] {
        try formats.map { format in
            switch format {
            case .png: (format, try renderer.png(of: drawing, theme: .light, scale: Self.scale))
            case .pdf: (format, try renderer.pdf(of: drawing, theme: .light))
            case .svg, .html: (format, Array(try svg(of: drawing).utf8))
            }
        }
    }

    /// Where a figure's file of a format lies.
    public static func path(of name: String, below folder: String, _ format: OutputFormat) -> String {
        (folder.isEmpty ? "" : folder + "/") + name + "." + format.rawValue
    }

    /// Draws an executed figure and stages its files.
    public func write(
        _ figure: ExecutedFigure, below folder: String, of owner: OutputOwner,
        to output: OutputFolder
    ) throws {
        let drawing = figure.drawing(measuredBy: renderer)
        try DrawableCheck(renderer: renderer, formats: formats).check(drawing, at: figure.span)
        for file in try files(of: drawing) {
            try output.write(
                file.bytes, to: Self.path(of: figure.name, below: folder, file.format), of: owner)
        }
    }

    /// A file of its own follows the reader's preference for light or dark.
    private func svg(of drawing: Drawing) throws -> String {
        let renderer = self.renderer
        return try SVGWriter { try renderer.png(of: $0) }.file(
            of: drawing, themes: [.light, .dark])
    }
}
