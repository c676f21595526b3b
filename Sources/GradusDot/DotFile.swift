import GradusDiagnostics
import GradusFiles

/// How much a DOT file may hold.
public struct DotLimits: Sendable, Hashable {
    /// The most bytes.
    public var bytes = 64 << 20
    /// The most nodes.
    public var nodes = 500_000
    /// The most edges; an edge between two groups counts once for every pair.
    public var edges = 500_000
    /// How deep groups may be nested.
    public var depth = 250
    /// The most attributes of one node, edge or graph.
    public var attributes = 200
    /// The most attributes of all nodes, edges and clusters together; one that many take over
    /// counts for each.
    public var allAttributes = 5_000_000
    /// The most bytes of the values of all these attributes.
    public var attributeBytes = 128 << 20
    /// How often, in all, a node may be put into a group.
    public var memberships = 2_000_000

    /// Makes the usual limits.
    public init() {}
}

/// Reads graphs in the DOT language of Graphviz: `strict`, both kinds of graph, groups and
/// clusters, attributes and their defaults, ports, quoted and joined strings, HTML, comments.
public enum DotFile {
    /// The graph of a file. `name` is what messages call the file.
    ///
    /// Throws a `Diagnostic` with line and column where the text is no graph.
    public static func read(
        _ path: String, called name: String, limits: DotLimits = DotLimits()
    ) throws(Diagnostic) -> DotGraph {
        let bytes: [UInt8]
        do {
            bytes = try WholeFile.read(path, limit: limits.bytes)
        } catch .isMissing {
            throw Diagnostic("there is no such file", file: name)
        } catch .isNoFile {
            throw Diagnostic("'\(name)' is not a file", file: name)
        } catch .isTooLarge {
            throw Diagnostic("the file is larger than \(limits.bytes) bytes", file: name)
        } catch {
            throw Diagnostic("the file '\(name)' cannot be read", file: name)
        }
        return try parse(bytes, called: name, limits: limits)
    }

    /// The same for bytes in memory.
    public static func parse(
        _ bytes: [UInt8], called name: String, limits: DotLimits = DotLimits()
    ) throws(Diagnostic) -> DotGraph {
        guard bytes.count <= limits.bytes else {
            throw Diagnostic("the text is larger than \(limits.bytes) bytes", file: name)
        }
        var parser = try DotParser(bytes, file: name, limits: limits)
        return try parser.graph()
    }
}
