import Foundation
import GradusDiagnostics
import GradusLessons
import Testing

@Suite final class OutputFolderTests {
    let place: URL

    init() throws {
        place = FileManager.default.temporaryDirectory.appendingPathComponent(
            "gradus-output-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: place) }

    private func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: place.appendingPathComponent(path).path)
    }

    private func publish(
        _ files: [String: OutputOwner], removing isOutdated: (OutputOwner, String) -> Bool
    ) throws {
        let folder = try OutputFolder(place)
        for (path, owner) in files { try folder.write("text", to: path, of: owner) }
        try folder.publish(removing: isOutdated)
    }

    @Test func onlyOutdatedFilesOfAnOwnerAreRemoved() throws {
        try publish(
            ["a.html": .lesson("a"), "figures/a/x.png": .lesson("a"), "b.html": .lesson("b")]
        ) { _, _ in false }
        try publish(["a.html": .lesson("a")]) { owner, _ in owner == .lesson("a") }
        #expect(has("a.html"))
        #expect(has("b.html"))
        #expect(!has("figures"), "an emptied folder goes with its last file")
    }

    @Test(arguments: [
        "site\t.\n", "site\tsub\n", "site\t../outside\n", "site\t/etc/hostname\n", "sub/mine\n",
        "site\tsub/./mine\n", "site\tlink/mine\n", "nobody\tsub/mine\n", "\u{0}\t\n",
    ])
    func aDamagedListLeadsNowhere(_ list: String) throws {
        let manager = FileManager.default
        try manager.createDirectory(
            at: place.appendingPathComponent("sub"), withIntermediateDirectories: true)
        try Data().write(to: place.appendingPathComponent("sub/mine"))
        try manager.createSymbolicLink(
            atPath: place.appendingPathComponent("link").path, withDestinationPath: "sub")
        try Data(list.utf8).write(to: place.appendingPathComponent(".gradus-files"))
        try publish(["a.html": .site]) { _, _ in true }
        #expect(has("a.html"))
        #expect(has("sub/mine"))
    }

    @Test func aKilledBuildLeavesNothingForeign() throws {
        // The list is written before the first file is moved: as if killed right then.
        try Data("lesson:a\ta.html\n".utf8).write(to: place.appendingPathComponent(".gradus-files"))
        try Data("half".utf8).write(to: place.appendingPathComponent("a.html"))
        let stale = place.appendingPathComponent(".gradus-new-2147483646")
        try FileManager.default.createDirectory(at: stale, withIntermediateDirectories: true)
        try publish(["a.html": .lesson("a")]) { _, _ in false }
        #expect(
            try String(contentsOf: place.appendingPathComponent("a.html"), encoding: .utf8)
                == "text")
        #expect(!has(".gradus-new-2147483646"))
    }

    @Test func aFolderInTheWayStopsBeforeAnythingIsMoved() throws {
        try FileManager.default.createDirectory(
            at: place.appendingPathComponent("b.html"), withIntermediateDirectories: true)
        #expect(throws: Diagnostic.self) {
            try publish(["a.html": .site, "b.html": .site]) { _, _ in false }
        }
        #expect(!has("a.html"))
    }
}
