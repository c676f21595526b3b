import Foundation
import GradusFigures
import GradusImport

extension ForeignGraph {
    /// The endings of files that describe a graph.
    static let endings = ["dot", "gv", "onnx"]

    /// The graph in a DOT file or an ONNX model, by its ending; throws a `Diagnostic`.
    static func read(_ path: String) throws -> ForeignGraph {
        let url = URL(fileURLWithPath: path)
        if url.pathExtension.lowercased() == "onnx" {
            return ForeignGraph(try ONNXFile.read(url, called: path))
        }
        return ForeignGraph(try DotFile.read(url, called: path))
    }
}
