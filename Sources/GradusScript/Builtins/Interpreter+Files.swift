import Foundation
import GradusDiagnostics
import GradusImport
import GradusTensors

extension Interpreter {
    /// `np.loadtxt`, from below the data folder and nowhere else.
    func loadText(_ call: HostCall) throws(Diagnostic) -> Value {
        let argument = try call.required("fname")
        let name = try argument.string()
        let url = try dataFile(name, argument)
        var options = TextTableOptions()
        options.delimiter = try call["delimiter"]?.string()
        if let comments = call["comments"] { options.comment = try comments.string() }
        options.skippedRows = try call["skiprows"]?.int() ?? 0
        options.columns = try call["usecols"]?.integers()
        options.rowLimit = try call["max_rows"]?.int()
        options.byteLimit = max(0, min(256 << 20, (account.limit - account.used) / 10))
        let table: Tensor
        do {
            table = try TextTable.read(url, called: name, options: options)
        } catch {
            var located = error
            located.notes.append(.init("read here", at: argument.span))
            throw located.span == nil ? error.located(at: argument.span) : located
        }
        let dtype = try call.dtype("dtype") ?? .float64
        return try array(table.astype(dtype), at: call.span)
    }

    /// The file of a name below the data folder.
    private func dataFile(_ name: String, _ argument: HostArgument) throws(Diagnostic) -> URL {
        let folder = dataFolder.standardizedFileURL.resolvingSymlinksInPath()
        guard !name.isEmpty, !name.hasPrefix("/"), !name.hasPrefix("~"), !name.contains("\0") else {
            throw Diagnostic(
                "'\(name)' is not below the lesson's folder", at: argument.span,
                fix: "put the file beside the lesson and name it relative to it")
        }
        let url = folder.appendingPathComponent(name).standardizedFileURL.resolvingSymlinksInPath()
        guard url.pathComponents.starts(with: folder.pathComponents),
            url.pathComponents.count > folder.pathComponents.count
        else {
            throw Diagnostic(
                "'\(name)' leads out of the lesson's folder", at: argument.span,
                fix: "put the file beside the lesson and name it relative to it")
        }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        guard exists, !isFolder.boolValue else {
            var fix: String?
            let parent = name.split(separator: "/").dropLast().joined(separator: "/")
            let siblings = (try? FileManager.default.contentsOfDirectory(
                atPath: url.deletingLastPathComponent().path)) ?? []
            let paths = siblings.sorted().map { parent.isEmpty ? $0 : "\(parent)/\($0)" }
            if let near = Suggestion.nearest(to: name, among: paths) {
                fix = "did you mean '\(near)'?"
            } else if !paths.isEmpty {
                fix = "there is " + paths.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
                    + (paths.count > 5 ? " and more" : "")
            }
            throw Diagnostic(
                isFolder.boolValue
                    ? "'\(name)' is a folder, not a file" : "there is no file '\(name)'",
                at: argument.span, fix: fix)
        }
        return url
    }
}
