import Foundation

/// The command that writes the same graph in another format, for advice.
struct OtherOutput {
    /// The graph and the output as the user named them, and how it was to be folded.
    let graph: String
    let output: String
    let fold: String?

    /// `gradus graph GRAPH -o OUTPUT.svg`, ready to be pasted.
    func command(_ ending: String) -> String {
        "gradus graph \(Self.quoted(graph))" + (fold.map { " --fold \($0)" } ?? "")
            + " -o \(Self.quoted(name(ending)))"
    }

    /// The output with another ending.
    func name(_ ending: String) -> String {
        (output as NSString).deletingPathExtension + "." + ending
    }

    /// A word of a shell's command.
    private static func quoted(_ word: String) -> String {
        let isPlain = word.unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic
                    || "0123456789_-./+=:@%,".unicodeScalars.contains($0))
        }
        if isPlain, !word.isEmpty { return word }
        return "'"
            + word.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: #"'\''"#) + "'"
    }
}
