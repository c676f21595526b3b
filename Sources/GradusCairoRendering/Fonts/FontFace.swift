import Foundation
import GradusCPangoCairo
import GradusGraphics

/// A font file that the look uses, and what it speaks for.
public struct FontFace: Hashable, Sendable {
    /// What a face is for: one of the three voices, or the signs that they lack.
    public enum Role: String, CaseIterable, Sendable {
        /// Titles, labels, values.
        case text
        /// Expressions and code.
        case code
        /// Formulas.
        case math
        /// Characters that the face of the voice does not have.
        case symbols

        /// The family's name in SVG and CSS, the same whichever file speaks.
        public var cssFamily: String {
            switch self {
            case .text: "Gradus Text"
            case .code: "Gradus Code"
            case .math: "Gradus Math"
            case .symbols: "Gradus Symbols"
            }
        }

        /// The role of a voice.
        init(_ family: FontFamily) {
            switch family {
            case .text: self = .text
            case .code: self = .code
            case .math: self = .math
            }
        }
    }

    /// What it is for.
    public let role: Role
    /// The thickness that it stands for.
    public let weight: FontWeight
    /// Whether it stands for slanted text.
    public let isItalic: Bool
    /// The family's own name, as in `Roboto`.
    public let family: String
    /// The file's own name for its style, as in `Medium Italic`.
    public let styleName: String
    /// The path of the file.
    public let file: String
    /// The Debian package that installs the file.
    public let package: String
    /// The version that the file states, in units of 1/65536 as in its `head` table.
    public let version: Int
    /// The version as people write it, with three decimals.
    public var versionText: String {
        let thousandths = (version * 1000 + 32768) / 65536
        let digits = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
    /// The SHA-256 of the file's contents in hexadecimal digits: with it, two machines
    /// can be seen to draw with the same font. The file is read for it, and only then.
    ///
    /// Throws `RenderingError.fontUnusable` where it cannot be read.
    public func sha256() throws -> String {
        guard let contents = FileManager.default.contents(atPath: file) else {
            throw RenderingError.fontUnusable(file: file, reason: "it cannot be read")
        }
        let digest = contents.withUnsafeBytes { bytes in
            g_compute_checksum_for_data(
                G_CHECKSUM_SHA256, bytes.baseAddress?.assumingMemoryBound(to: guchar.self),
                gsize(bytes.count))
        }
        defer { g_free(digest) }
        return digest.map { String(cString: $0) } ?? ""
    }
}

/// A file that is looked for: where, under which directory of fonts, and for what.
struct FontRequest {
    let role: FontFace.Role
    let weight: FontWeight
    let isItalic: Bool
    let family: String
    let path: String
    let package: String

    var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The files of the look. They are TrueType (PDF embeds them as they are), unhinted
    /// where there is a choice, and the same release in Debian 12 and 13 and in
    /// Ubuntu 22.04 and 24.04. Fira Code has no italic: code stays upright.
    static let all: [FontRequest] = {
        let roboto = "truetype/roboto/unhinted/RobotoTTF/Roboto-"
        let serif = "truetype/dejavu/DejaVuSerifCondensed"
        let fira = "truetype/firacode/FiraCode-"
        let sans = "truetype/dejavu/DejaVuSans"
        func four(
            _ role: FontFace.Role, _ family: String, _ package: String, _ paths: [String]
        ) -> [FontRequest] {
            zip([(false, false), (true, false), (false, true), (true, true)], paths).map {
                FontRequest(
                    role: role, weight: $0.0 ? .bold : .regular, isItalic: $0.1, family: family,
                    path: $1 + ".ttf", package: package)
            }
        }
        return four(
            .text, "Roboto", "fonts-roboto-unhinted",
            [roboto + "Regular", roboto + "Medium", roboto + "Italic", roboto + "MediumItalic"])
            + four(
                .code, "Fira Code", "fonts-firacode",
                [fira + "Regular", fira + "SemiBold", fira + "Regular", fira + "SemiBold"])
            + four(
                .math, "DejaVu Serif", "fonts-dejavu-extra",
                [serif, serif + "-Bold", serif + "-Italic", serif + "-BoldItalic"])
            + four(
                .symbols, "DejaVu Sans", "fonts-dejavu-core",
                [sans, sans + "-Bold", sans, sans + "-Bold"])
    }()
}
