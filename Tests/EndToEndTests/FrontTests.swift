import Foundation
import Testing

/// `gradus`, which starts fast, and `gradus-full` beside it, which does what the former does not:
/// whoever runs the one sees what the other would have done.
@Suite struct FrontTests {
    private static let fixed = """
        digraph G {
          node [shape=box, fixedsize=true, width=1.5, height=0.5];
          subgraph cluster_a { label="a frame"; a [label="first \\"node\\""]; b }
          c [width=0.25, height=1, style="rounded,filled", fillcolor=lightblue];
          a -> b; a -> c; b -> d; c -> d; a -> d; d -> d [style=dashed]
        }
        """

    private static let files = [
        "fixed.dot": fixed,
        "fixed.gv": "graph { rankdir=LR; node [fixedsize=true width=1 height=1]; a -- b -- c }",
        "empty.dot": "digraph { }",
        "labelled.dot": fixed.replacingOccurrences(of: "a -> b;", with: "a -> b [label=\"x\"];"),
        "measured.dot": "digraph { a -> b -> c; a [width=3] }",
        "record.dot":
            "digraph { n [shape=record fixedsize=true width=1 height=1 label=\"a|b\"] }",
        "wrong.dot": "digraph { a -> }",
        "there.json": "[]",
    ]

    /// The full command beside the one that is tested.
    private static func full() throws -> URL {
        try Command.executable().deletingLastPathComponent().appendingPathComponent("gradus-full")
    }

    /// Both commands do the same: exit code, both outputs and every file.
    private func expectSame(_ arguments: [String], exitCode: Int32) throws {
        var seen: [(outcome: Command.Outcome, files: [String: Data])] = []
        for command in [try Command.executable(), try Self.full()] {
            let scratch = try Scratch()
            for (name, text) in Self.files { try scratch.file(name, text) }
            try scratch.file("folder.dot/inside", "")
            try scratch.file("folder.json/inside", "")
            try FileManager.default.createSymbolicLink(
                atPath: scratch.url("link.dot").path, withDestinationPath: "fixed.dot")
            let outcome = try Command.run(arguments, in: scratch.folder, by: command)
            seen.append((outcome, try Scratch.contents(of: scratch.folder)))
        }
        let (front, full) = (seen[0], seen[1])
        #expect(front.outcome.exitCode == exitCode, "\(arguments): \(front.outcome.errors)")
        #expect(front.outcome.exitCode == full.outcome.exitCode, "\(arguments)")
        #expect(front.outcome.output == full.outcome.output, "\(arguments)")
        #expect(front.outcome.errors == full.outcome.errors, "\(arguments)")
        #expect(front.files == full.files, "\(arguments)")
    }

    @Test func bothWriteTheSameLayouts() throws {
        for name in Self.files.keys.sorted() where !["wrong.dot", "there.json"].contains(name) {
            try expectSame(["graph", name, "-o", "new.json"], exitCode: 0)
        }
        for more in [
            ["-o", "there.json", "--force"], ["--force", "--output", "new.json"],
            ["-o", "new.json", "--fold", "none"], ["-o", "new.json", "--fold", "all"],
            ["--fold", "auto", "-o", "./new.json"], ["--output=new.JSON"],
        ] {
            try expectSame(["graph", "fixed.dot"] + more, exitCode: 0)
        }
        try expectSame(["graph", "link.dot", "-o", "new.json"], exitCode: 0)
    }

    @Test func bothSayTheSameOfMistakes() throws {
        for (arguments, code) in [
            (["graph", "wrong.dot", "-o", "new.json"], 2),
            (["graph", "none.dot", "-o", "new.json"], 2),
            (["graph", "folder.dot", "-o", "new.json"], 2),
            (["graph", "fixed.dot", "-o", "there.json"], 1),
            (["graph", "fixed.dot", "-o", "none/new.json"], 1),
            (["graph", "fixed.dot", "-o", "folder.json", "--force"], 1),
            (["graph", "fixed.dot", "-o", ".json"], 2),
            (["graph", "fixed.dot", "-o"], 2),
            (["graph", "fixed.dot"], 2),
            (["graph", "-o", "new.json"], 2),
            (["graph", "fixed.dot", "fixed.gv", "-o", "new.json"], 2),
            (["graph", "fixed.dot", "-o", "new.json", "--fold", "some"], 2),
            (["graph", "fixed.dot", "-o", "new.json", "--of", "x"], 2),
            (["graph", "fixed.dot", "-o", "new.json", "--forse"], 2),
            (["grpah"], 2),
        ] as [([String], Int32)] {
            try expectSame(arguments, exitCode: code)
        }
    }

    @Test func theRestIsTheFullCommands() throws {
        for arguments in [
            [], ["--version"], ["--help"], ["graph", "--help"], ["help", "graph"],
            ["graph", "measured.dot", "-o", "new.svg"],
        ] {
            try expectSame(arguments, exitCode: 0)
        }
    }

    @Test func withoutFontsNothingElseIsNeeded() throws {
        let scratch = try Scratch()
        let alone = scratch.url("gradus")
        try FileManager.default.copyItem(
            at: Command.executable().resolvingSymlinksInPath(), to: alone)
        for (name, text) in Self.files { try scratch.file(name, text) }
        let served = try Command.run(
            ["graph", "fixed.gv", "-o", "new.json"], in: scratch.folder, by: alone)
        #expect(served.exitCode == 0)
        #expect(served.errors == "wrote new.json: 3 nodes, 2 edges\n")
        // What needs fonts says what is missing, and where it was sought.
        for name in ["measured.dot", "labelled.dot", "fixed.dot"] {
            let refused = try Command.run(
                ["graph", name, "-o", "other.json"], in: scratch.folder, by: alone)
            #expect(refused.exitCode == 1 && refused.output.isEmpty)
            let place = scratch.folder.resolvingSymlinksInPath().path + "/gradus-full"
            #expect(
                refused.errors == """
                    \(place): error: the other part of gradus cannot be started: \
                    No such file or directory
                      fix: 'gradus' and 'gradus-full' belong into one folder; \
                    ./gradus install puts both there

                    """)
            #expect(!scratch.has("other.json"))
        }
    }

    @Test func aLinkToTheCommandFindsItsOtherPart() throws {
        let scratch = try Scratch()
        let link = scratch.url("linked")
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: try Command.executable())
        let outcome = try Command.run(["--version"], by: link)
        #expect(outcome.exitCode == 0 && !outcome.output.isEmpty)
    }
}
