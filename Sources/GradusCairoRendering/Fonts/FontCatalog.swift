import Foundation
import GradusGraphics

/// The font files that Gradus draws with: chosen by file, checked, and used by nothing
/// but a private configuration, so that no setting of the user's changes a drawing.
///
/// A character is set in the face of its voice (text, code or math) if that face has it,
/// else in the symbols' face; this rule holds for measuring, PNG, PDF and SVG alike.
public struct FontCatalog: Sendable {
    /// The faces, by role (text, code, math, symbols), each: regular, bold, italic, bold italic.
    public let faces: [FontFace]
    /// What the faces cover, in the same order.
    let coverage: [FontCoverage]
    /// How Pango is asked for the faces, in the same order.
    let requests: [String]

    /// Where font files are looked for, in order.
    public static let defaultDirectories = [
        "/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts",
    ]

    /// Finds the files of the look and checks that each can be read.
    ///
    /// A file is looked for at its package's place below each directory, then at the
    /// directory's top. Throws `RenderingError.fontMissing` with the package to install,
    /// or `.fontUnusable`.
    public static func installed(
        in directories: [String] = defaultDirectories
    ) throws -> FontCatalog {
        var faces: [FontFace] = []
        var coverage: [FontCoverage] = []
        var requests: [String] = []
        for request in FontRequest.all {
            let candidates = directories.flatMap {
                ["\($0)/\(request.path)", "\($0)/\(request.fileName)"]
            }
            guard let file = candidates.first(where: FileManager.default.isReadableFile) else {
                throw RenderingError.fontMissing(
                    family: request.family, file: request.fileName, package: request.package)
            }
            let facts = try FontFileFacts(file: file)
            faces.append(
                FontFace(
                    role: request.role, weight: request.weight, isItalic: request.isItalic,
                    family: facts.family, styleName: facts.styleName, file: file,
                    package: request.package, version: facts.version))
            coverage.append(facts.coverage)
            requests.append(facts.request)
        }
        return FontCatalog(faces: faces, coverage: coverage, requests: requests)
    }

    /// The place of the face for a role and style in `faces`.
    func index(of role: FontFace.Role, weight: FontWeight, isItalic: Bool) -> Int {
        let base: Int =
            switch role {
            case .text: 0
            case .code: 4
            case .math: 8
            case .symbols: 12
            }
        return base + (weight == .bold ? 1 : 0) + (isItalic ? 2 : 0)
    }

    /// Cuts text into pieces of one face each by the catalogue's rule. A character that
    /// no face has gets a piece without a face.
    func pieces(of text: String, in style: TextStyle) -> [(face: Int?, text: Substring)] {
        let own = index(of: .init(style.family), weight: style.weight, isItalic: style.isItalic)
        let symbols = index(of: .symbols, weight: style.weight, isItalic: style.isItalic)
        var result: [(face: Int?, text: Substring)] = []
        var start = text.startIndex
        var current: Int?? = .none
        for place in text.indices {
            let scalars = text[place].unicodeScalars
            let face: Int? =
                coverage[own].hasAll(scalars)
                ? own : coverage[symbols].hasAll(scalars) ? symbols : nil
            if let current, current != face {
                result.append((current, text[start..<place]))
                start = place
            }
            current = .some(face)
        }
        if let current { result.append((current, text[start...])) }
        return result
    }

    /// The characters of `text`, each once and sorted, that no face can show in `style`.
    public func missingCharacters(in text: String, style: TextStyle) -> [Character] {
        let missing = pieces(of: text, in: style).filter { $0.face == nil }.flatMap(\.text)
        return Set(missing).sorted()
    }
}

extension Character {
    /// The character with its code points, for messages: `'✗' (U+2717)`.
    public var codePointText: String {
        let points = unicodeScalars.map { scalar in
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
        let isShowable = unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        return (isShowable ? "'\(self)' " : "") + "(" + points.joined(separator: " ") + ")"
    }
}
