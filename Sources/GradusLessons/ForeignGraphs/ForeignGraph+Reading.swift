import Foundation
import GradusDot
import GradusFigures
import GradusForeignGraphs
import GradusImport

extension ForeignGraph {
    /// The endings of files that describe a graph.
    public static let endings = ["dot", "gv", "onnx"]

    /// The graph in a DOT file or an ONNX model, by the file's ending. `name` is what messages
    /// call the file.
    ///
    /// Throws a `Diagnostic` where the file is neither.
    public static func read(_ url: URL, called name: String) throws -> ForeignGraph {
        if url.pathExtension.lowercased() == "onnx" {
            return ForeignGraph(try ONNXFile.read(url, called: name))
        }
        return try ForeignGraph(try DotFile.read(url.path, called: name))
    }
}
