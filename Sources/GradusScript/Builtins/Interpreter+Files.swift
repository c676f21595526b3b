import Foundation
import GradusDiagnostics
import GradusImport
import GradusTensors

/// What `np.load` gives for a `.npz` file.
private final class NumPyArchive: HostObject {
    let typeName = "NpzFile"
    let name: String
    var arrays: [(name: String, value: Value)] = []

    init(name: String) { self.name = name }

    var attributeNames: [String] { ["files", "keys", "values", "items"] }

    func attribute(_ name: String) throws -> Value? {
        switch name {
        case "files": .makeList(arrays.map { .string($0.name) })
        case "keys":
            .method("keys", parameters: "") { [arrays] _ in
                .makeList(arrays.map { .string($0.name) })
            }
        case "values":
            .method("values", parameters: "") { [arrays] _ in
                .makeList(arrays.map(\.value))
            }
        case "items":
            .method("items", parameters: "") { [arrays] _ in
                .makeList(arrays.map { .makeTuple([.string($0.name), $0.value]) })
            }
        default: nil
        }
    }

    var shown: String {
        "NpzFile '\(name)' with keys: " + arrays.map(\.name).joined(separator: ", ")
    }

    var length: Int? { arrays.count }

    /// By name; by place its name, which is how a loop goes through it.
    func element(_ index: Value) throws -> Value? {
        switch index {
        case .string(let key):
            if let found = arrays.first(where: { $0.name == key }) { return found.value }
            throw Diagnostic(
                "'\(key) is not a file in the archive'",
                fix: Suggestion.nearest(to: key, among: arrays.map(\.name))
                    .map { "did you mean '\($0)'?" }
                    ?? "it has " + arrays.map { "'\($0.name)'" }.joined(separator: ", "),
                kind: "KeyError")
        case .int(let place) where arrays.indices.contains(place):
            return .string(arrays[place].name)
        default: return nil
        }
    }
}

extension Interpreter {
    /// What reads data: always from below the data folder, and nowhere else.
    func addFileFunctions(to numpy: ModuleObject) {
        numpy.define(
            "loadtxt",
            "fname, dtype=, comments=, delimiter=, skiprows=, usecols=, unpack=, ndmin=, max_rows="
        ) { call in
            try call.interpreter.loadText(call)
        }
        numpy.define("load", "file") { call in
            let argument = try call.required("file")
            let content = try call.interpreter.read(argument) {
                (url, name, limit) throws(Diagnostic) in
                try NumPyFile.read(url, called: name, limit: limit)
            }
            switch content {
            case .array(let tensor): return try call.array(tensor)
            case .archive(let arrays):
                let archive = NumPyArchive(name: try argument.string())
                for (name, tensor) in arrays {
                    archive.arrays.append((name, try call.array(tensor)))
                }
                return .host(archive)
            }
        }
        define("load_idx", "file") { call in
            try call.array(
                try call.interpreter.read(try call.required("file")) {
                    (url, name, limit) throws(Diagnostic) in
                    try IDXFile.read(url, called: name, limit: limit)
                })
        }
        define("load_image", "file") { call in
            try call.array(
                try call.interpreter.read(try call.required("file")) {
                    (url, name, limit) throws(Diagnostic) in
                    try ImageFile.read(url, called: name, limit: limit)
                })
        }
    }

    /// Reads a file that an argument names, within what is left of the memory, and says
    /// where the script asked for it when that fails.
    private func read<Result>(
        _ argument: HostArgument, _ body: (URL, String, Int) throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> Result {
        let name = try argument.string()
        let url = try dataFile(name, argument)
        // The file, the array, and what is decoded in between are alive at once.
        let limit = max(0, min(1 << 30, (account.limit - account.used) / 4))
        do {
            return try body(url, name, limit)
        } catch {
            throw placed(error, argument)
        }
    }

    private func placed(_ error: Diagnostic, _ argument: HostArgument) -> Diagnostic {
        var located = error
        if located.span == nil {
            // The file is named in the message, since the place is the script's.
            if let file = located.file { located.message = "\(file): \(located.message)" }
            located.file = nil
            return located.located(at: argument.span)
        }
        located.notes.append(.init("read here", at: argument.span))
        return located
    }

    private func loadText(_ call: HostCall) throws(Diagnostic) -> Value {
        let argument = try call.required("fname")
        var options = TextTableOptions()
        options.delimiter = try call["delimiter"]?.string()
        if let comments = call["comments"] {
            options.comment = try comments.string()
        } else if call.has("comments") {
            options.comment = ""
        }
        options.skippedRows = try call["skiprows"]?.int() ?? 0
        options.columns = try call["usecols"]?.integers()
        options.rowLimit = try call["max_rows"]?.int()
        var table = try read(argument) { (url, name, limit) throws(Diagnostic) in
            var options = options
            options.byteLimit = min(256 << 20, limit / 3)
            return try TextTable.read(url, called: name, options: options)
        }
        let axes = try call["ndmin"]?.int() ?? 0
        guard (0...2).contains(axes) else {
            throw error(
                "ValueError", "Illegal value of ndmin keyword: \(axes)", at: call.span,
                fix: "write 0, 1 or 2")
        }
        let dtype = try call.dtype("dtype") ?? .float64
        if !dtype.isFloating, let broken = table.doubles().first(where: { $0 != $0.rounded() }) {
            throw error(
                "ValueError",
                "\(try argument.string()): \(PythonFormat.repr(broken)) is no whole number, as "
                    + "dtype=\(dtype) asks for", at: argument.span, fix: "leave 'dtype' out")
        }
        let isUnpacked = try call.truth("unpack")
        let result = try located(at: call.span) { () throws(TensorError) in
            if axes == 2, table.ndim < 2 {
                let isColumn = options.columns?.count == 1
                table = try table.reshaped(isColumn ? [-1, 1] : [1, -1])
            }
            return table.astype(dtype)
        }
        return try array(
            isUnpacked && result.ndim == 2 ? result.transposed.copied() : result, at: call.span)
    }

    /// The file of a name below the data folder.
    func dataFile(_ name: String, _ argument: HostArgument) throws(Diagnostic) -> URL {
        let folder = dataFolder.standardizedFileURL.resolvingSymlinksInPath()
        guard !name.isEmpty, !name.hasPrefix("/"), !name.hasPrefix("~"), !name.contains("\0") else {
            throw error(
                "OSError", "'\(name)' is not below the lesson's folder", at: argument.span,
                fix: "put the file beside the lesson and name it relative to it")
        }
        let url = folder.appendingPathComponent(name).standardizedFileURL.resolvingSymlinksInPath()
        guard url.pathComponents.starts(with: folder.pathComponents),
            url.pathComponents.count > folder.pathComponents.count
        else {
            throw error(
                "OSError", "'\(name)' leads out of the lesson's folder", at: argument.span,
                fix: "put the file beside the lesson and name it relative to it")
        }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        guard exists, !isFolder.boolValue else {
            var fix: String?
            let parent = name.split(separator: "/").dropLast().joined(separator: "/")
            let siblings =
                (try? FileManager.default.contentsOfDirectory(
                    atPath: url.deletingLastPathComponent().path)) ?? []
            let paths = siblings.sorted().map { parent.isEmpty ? $0 : "\(parent)/\($0)" }
            if let near = Suggestion.nearest(to: name, among: paths) {
                fix = "did you mean '\(near)'?"
            } else if !paths.isEmpty {
                fix =
                    "there is " + paths.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
                    + (paths.count > 5 ? " and more" : "")
            }
            throw error(
                isFolder.boolValue ? "OSError" : "FileNotFoundError",
                isFolder.boolValue
                    ? "'\(name)' is a folder, not a file" : "there is no file '\(name)'",
                at: argument.span, fix: fix)
        }
        return url
    }
}
