import Foundation
import Testing

/// The built command, run as a user would.
struct Command {
    /// What a run left behind.
    struct Outcome {
        var exitCode: Int32
        var output: String
        var errors: String
    }

    /// The package's folder.
    static let sources = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The command: the one that `./gradus test` names, else one built in `.build`.
    static func executable() throws -> URL {
        if let path = ProcessInfo.processInfo.environment["GRADUS_COMMAND"] {
            return URL(fileURLWithPath: path)
        }
        let built = ["release", "debug"].map {
            sources.appendingPathComponent(".build/\($0)/gradus")
        }
        return try #require(
            built.first { FileManager.default.isExecutableFile(atPath: $0.path) },
            "build the command first: swift build")
    }

    /// Runs `gradus ARGUMENTS` in a folder, with some environment variables changed.
    static func run(
        _ arguments: String..., in folder: URL? = nil, environment: [String: String] = [:]
    ) throws -> Outcome {
        try run(arguments, in: folder, environment: environment)
    }

    /// Runs `gradus ARGUMENTS`, or another command, in a folder, with some environment variables
    /// changed.
    static func run(
        _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:],
        by command: URL? = nil
    ) throws -> Outcome {
        let scratch = try Scratch()
        let outputFile = try scratch.file("stdout", "")
        let errorsFile = try scratch.file("stderr", "")
        let process = try start(
            arguments, in: folder, environment: environment, output: outputFile,
            errors: errorsFile, by: command)
        process.waitUntilExit()
        return Outcome(
            exitCode: process.terminationReason == .exit ? process.terminationStatus : -1,
            output: try String(contentsOf: outputFile, encoding: .utf8),
            errors: try String(contentsOf: errorsFile, encoding: .utf8))
    }

    /// Starts the command and returns at once.
    static func start(
        _ arguments: [String], in folder: URL?, environment: [String: String] = [:],
        output: URL, errors: URL, by command: URL? = nil
    ) throws -> Process {
        let process = Process()
        process.executableURL = try command ?? executable()
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        return process
    }
}

/// A folder of a test's own, removed with it.
final class Scratch: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "gradus-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Writes a text file, with the folders above it.
    @discardableResult
    func file(_ path: String, _ text: String) throws -> URL {
        let place = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
        return place
    }

    func url(_ path: String) -> URL { folder.appendingPathComponent(path) }

    func text(_ path: String) throws -> String {
        try String(contentsOf: url(path), encoding: .utf8)
    }

    func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: url(path).path)
    }

    /// Every file below a folder: relative path and bytes.
    static func contents(of folder: URL) throws -> [String: Data] {
        let files = FileManager.default.enumerator(atPath: folder.path)
        var contents: [String: Data] = [:]
        for case let path as String in try #require(files) {
            let place = folder.appendingPathComponent(path)
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder)
            if !isFolder.boolValue { contents[path] = try Data(contentsOf: place) }
        }
        return contents
    }
}
