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
    public static func path(of name: String, below folder: String, _ format: OutputFormat) -> String
    {
        path(of: name, below: folder, ending: format.rawValue)
    }

    /// Likewise, by the file's ending.
    static func path(of name: String, below folder: String, ending: String) -> String {
        (folder.isEmpty ? "" : folder + "/") + name + "." + ending
    }

    /// How long a frame of an animation is shown, in milliseconds; the last one longer.
    static let delays = (frame: 1100, last: 4000)

    /// The files of a sequence besides those of its last frame, where PNG is asked for: each
    /// frame under its number (`NAME-01.png`), and all as an animation (`NAME.apng`).
    public func frameFiles(
        of frames: DrawingFrames, name: String, below folder: String
    ) throws -> [(path: String, bytes: [UInt8])] {
        guard formats.contains(.png) else { return [] }
        let digits = max(2, String(frames.count).count)
        let drawings = (0..<frames.count).map(frames.drawing)
        var files: [(path: String, bytes: [UInt8])] = []
        for (place, drawing) in drawings.enumerated() {
            let number = String(place + 1)
            let padded = String(repeating: "0", count: digits - number.count) + number
            files.append(
                (
                    Self.path(of: "\(name)-\(padded)", below: folder, .png),
                    try renderer.png(of: drawing, theme: .light, scale: Self.scale)
                ))
        }
        let delays = drawings.indices.map {
            $0 + 1 < drawings.count ? Self.delays.frame : Self.delays.last
        }
        files.append(
            (
                Self.path(of: name, below: folder, ending: "apng"),
                try renderer.animatedPNG(
                    of: drawings, theme: .light, scale: Self.scale, delays: delays)
            ))
        return files
    }

    /// Draws an executed figure and stages its files.
    public func write(
        _ figure: ExecutedFigure, below folder: String, of owner: OutputOwner,
        to output: OutputFolder
    ) throws {
        let frames = figure.frames(measuredBy: renderer)
        let drawing = frames?.last ?? figure.drawing(measuredBy: renderer)
        try DrawableCheck(renderer: renderer, formats: formats).check(drawing, at: figure.span)
        for file in try files(of: drawing) {
            try output.write(
                file.bytes, to: Self.path(of: figure.name, below: folder, file.format), of: owner)
        }
        guard let frames else { return }
        for file in try frameFiles(of: frames, name: figure.name, below: folder) {
            try output.write(file.bytes, to: file.path, of: owner)
        }
    }

    /// A file of its own follows the reader's preference for light or dark.
    private func svg(of drawing: Drawing) throws -> String {
        let renderer = self.renderer
        return try SVGWriter { try renderer.png(of: $0) }.file(
            of: drawing, themes: [.light, .dark])
    }
}
