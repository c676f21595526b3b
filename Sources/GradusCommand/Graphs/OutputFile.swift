import GradusDiagnostics
import GradusFiles

/// A file that is written as a whole or not at all.
struct OutputFile {
    /// Where it shall be.
    let path: String
    /// Whether a file that is there already may be replaced.
    let mayReplace: Bool

    /// Throws where there is something already that may not be replaced.
    func check() throws {
        if !mayReplace, WholeFile.exists(path) { throw taken }
    }

    /// Writes the file in one step.
    func write(_ bytes: [UInt8]) throws {
        do {
            try WholeFile.write(bytes, to: path, mayReplace: mayReplace)
        } catch .isTaken {
            throw taken
        } catch .isFolder {
            throw Diagnostic("this is a folder, expected the name of a file", file: path)
        } catch .failed(let reason) {
            throw Diagnostic("the file cannot be written: \(reason)", file: path)
        }
    }

    private var taken: Diagnostic {
        Diagnostic("there is a file already", file: path, fix: "add --force to replace it")
    }
}
