import Foundation
import GradusDiagnostics

/// A lesson's file: where it is, and what it is called in outputs.
public struct LessonFile: Hashable, Sendable {
    /// The path as the user named it.
    public var path: String
    /// The file's name without ending: the name of its outputs.
    public var name: String
    /// The file's name. What is recorded names it so, whatever folder it lies in.
    public var fileName: String { (path as NSString).lastPathComponent }
    /// The folder whose data the lesson may read.
    public var folder: URL { URL(fileURLWithPath: path).deletingLastPathComponent() }
}

/// Finds lessons.
public enum LessonFiles {
    /// The lessons that paths name, folders standing for the `.md` files in them, by name.
    /// Throws a `Diagnostic` for a path that is not there, a folder without lessons, and two
    /// lessons whose outputs would have one name.
    public static func found(in paths: [String]) throws -> [LessonFile] {
        var files: [LessonFile] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw Diagnostic(
                    "there is no such file or folder", file: path,
                    fix: "name a Markdown file, or a folder of them")
            }
            files += isFolder.boolValue ? try lessons(inFolder: path) : [file(path)]
        }
        var seen: [String: String] = [:]
        for file in files {
            if let other = seen[file.name] {
                throw Diagnostic(
                    "both '\(other)' and '\(file.path)' would be written to \(file.name).html",
                    fix: "give one of them another name")
            }
            guard file.name != "index" else {
                throw Diagnostic(
                    "index.html is the page of all lessons, so no lesson can be called 'index'",
                    file: file.path, fix: "give the file another name")
            }
            seen[file.name] = file.path
        }
        return files
    }

    private static func lessons(inFolder folder: String) throws -> [LessonFile] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw Diagnostic("the folder cannot be read", file: folder)
        }
        let lessons = names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard !lessons.isEmpty else {
            throw Diagnostic("there is no lesson (no .md file) in this folder", file: folder)
        }
        return lessons.map { file(folder.hasSuffix("/") ? folder + $0 : folder + "/" + $0) }
    }

    private static func file(_ path: String) -> LessonFile {
        let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
        return LessonFile(path: path, name: name)
    }
}

extension LessonFiles {
    /// Throws a `DiagnosticList` of all files that cannot be read or are no text.
    public static func checkReadable(_ files: [LessonFile]) throws {
        var problems: [Diagnostic] = []
        for file in files {
            do {
                let bytes = try ScriptFile.read(file.path)
                if String(validating: bytes, as: UTF8.self) == nil {
                    problems.append(LessonParser.invalidUTF8(bytes, file: file.path))
                }
            } catch let problem as Diagnostic {
                problems.append(problem)
            }
        }
        guard problems.isEmpty else { throw DiagnosticList(problems) }
    }
}

/// Reads a source file from outside.
public enum ScriptFile {
    /// More than any lesson or script needs.
    public static let sizeLimit = 10 << 20

    /// A file's bytes. Throws a `Diagnostic` when it cannot be read or is larger than
    /// `sizeLimit`.
    public static func read(_ path: String) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw Diagnostic(
                isThere ? "the file cannot be read" : "there is no such file", file: path)
        }
        defer { try? handle.close() }
        let bytes: Data
        do {
            bytes = try handle.read(upToCount: sizeLimit + 1) ?? Data()
        } catch {
            throw Diagnostic("the file cannot be read", file: path)
        }
        guard bytes.count <= sizeLimit else {
            throw Diagnostic("the file is larger than \(sizeLimit >> 20) MiB", file: path)
        }
        return [UInt8](bytes)
    }
}
