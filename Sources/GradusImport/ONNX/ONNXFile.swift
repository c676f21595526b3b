import Foundation
import GradusDiagnostics

/// How much an ONNX file may hold.
public struct ONNXLimits: Sendable, Hashable {
    /// The most bytes.
    public var bytes = 2 << 30
    /// The most nodes, values and tensors in all.
    public var elements = 500_000
    /// How deep graphs may be nested in one another.
    public var depth = 24
    /// The most axes of a tensor.
    public var axes = 64

    /// Makes the usual limits.
    public init() {}
}

/// Reads ONNX models: names, operators, shapes, initialisers, subgraphs, functions.
public enum ONNXFile {
    /// The model in a file. `name` is what messages call the file.
    ///
    /// Throws a `Diagnostic` with the byte's place where the file is no model.
    public static func read(
        _ url: URL, called name: String, limits: ONNXLimits = ONNXLimits()
    ) throws(Diagnostic) -> ONNXModel {
        let data: Data
        do {
            let values = try url.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
            guard values.isRegularFile ?? false else {
                throw Diagnostic("'\(name)' is not a file", file: name)
            }
            guard values.fileSize ?? 0 <= limits.bytes else {
                throw Diagnostic("the file is larger than \(limits.bytes) bytes", file: name)
            }
            data = try Data(contentsOf: url)
        } catch let diagnostic as Diagnostic {
            throw diagnostic
        } catch {
            throw Diagnostic("the file '\(name)' cannot be read", file: name)
        }
        return try parse([UInt8](data), called: name, limits: limits)
    }

    /// The same for bytes in memory.
    public static func parse(
        _ bytes: [UInt8], called name: String, limits: ONNXLimits = ONNXLimits()
    ) throws(Diagnostic) -> ONNXModel {
        guard !bytes.isEmpty else {
            throw Diagnostic("the file is empty, expected an ONNX model", file: name)
        }
        var parser = ONNXParser(limits: limits)
        return try parser.model(ProtobufMessage(bytes, file: name))
    }
}
