import Foundation
import GradusDiagnostics
import Testing

@testable import GradusScript

/// Scripts read data from below their own folder and nowhere else.
@Suite struct ReadingTests {
    static let cases = Scripts.repository.appendingPathComponent("Tests/GradusImportTests/Cases")

    static func run(_ code: String, in folder: URL = cases) throws -> String {
        let session = ScriptSession(file: "lesson.md", dataFolder: folder)
        return try session.run("import numpy as np\n" + code).output
    }

    static func failure(_ code: String, in folder: URL = cases) throws -> Diagnostic {
        do {
            _ = try run(code, in: folder)
        } catch let diagnostic as Diagnostic {
            return diagnostic
        }
        throw Unexpected(message: "no error in: \(code)")
    }

    @Test func readsEveryFormat() throws {
        let code = """
            x = np.load("float64.npy")
            archive = np.load("stored.npz")
            images, labels = load_idx("images.idx"), load_idx("labels.idx.gz")
            table = np.loadtxt("table.csv.gz", delimiter=",", skiprows=1, unpack=True)
            print(x.shape, archive, archive.files, len(archive), [n for n in archive], "x" in archive)
            print(archive["W"].tolist(), images.shape, labels.tolist(), load_image("rgb.png").tolist())
            print(table.tolist(), np.loadtxt("table.csv.gz", delimiter=",", skiprows=2, ndmin=2).shape)
            """
        #expect(
            try Self.run(code) == """
                (2, 3) NpzFile 'stored.npz' with keys: x, W ['x', 'W'] 2 ['x', 'W'] True
                [[0.25, 0.25], [0.25, 0.25]] (2, 3, 4) [7, 2, 1] [[[255, 0, 10], [1, 2, 3]]]
                [[1.0, 3.0], [2.0, 4.0]] (1, 2)

                """)
    }

    @Test(arguments: [
        ("np.load('../Cases.swift')", "leads out of the lesson's folder", "OSError"),
        ("load_idx('/etc/passwd')", "is not below the lesson's folder", "OSError"),
        ("load_image('sub/../../Cases.swift')", "leads out of the lesson's folder", "OSError"),
        ("np.load('float65.npy')", "there is no file 'float65.npy'", "FileNotFoundError"),
        ("np.load('images.idx')", "images.idx: the file is neither .npy nor .npz", "ValueError"),
        ("np.load('bomb.npy')", "takes more than", "MemoryError"),
        ("load_image('bomb.png')", "takes more than", "MemoryError"),
        ("np.load('stored.npz')['w']", "w is not a file in the archive", "KeyError"),
        ("open('a.txt')", "'open' is not part of the lesson language", "NameError"),
    ])
    func refuses(_ code: String, _ message: String, _ kind: String) throws {
        let diagnostic = try Self.failure(code)
        #expect(diagnostic.message.contains(message), "\(diagnostic.message)")
        #expect(diagnostic.kind == kind)
        #expect(diagnostic.span?.start.line == 2)
    }

    @Test func aLinkDoesNotLeadOut() throws {
        let files = FileManager.default
        let root = files.temporaryDirectory.appendingPathComponent("gradus-\(UUID().uuidString)")
        let lesson = root.appendingPathComponent("lesson")
        try files.createDirectory(at: lesson, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: root) }
        let secret = root.appendingPathComponent("secret.npy")
        try files.copyItem(at: Self.cases.appendingPathComponent("int64.npy"), to: secret)
        try files.createSymbolicLink(
            at: lesson.appendingPathComponent("file.npy"), withDestinationURL: secret)
        try files.createSymbolicLink(
            at: lesson.appendingPathComponent("folder"), withDestinationURL: root)
        for name in ["file.npy", "folder/secret.npy"] {
            let diagnostic = try Self.failure("np.load('\(name)')", in: lesson)
            #expect(diagnostic.message.contains("leads out of the lesson's folder"))
        }
    }
}

/// Errors say where they happened and who called.
@Suite struct TracebackTests {
    @Test func callsAreNoted() throws {
        let diagnostic = try Scripts.failure(
            "def f(x):\n    return g(x - 1)\ndef g(y):\n    return 10 / y\nf(1)")
        #expect(diagnostic.kind == "ZeroDivisionError")
        #expect(diagnostic.place == "4:15-16")
        #expect(diagnostic.notes.map(\.message) == ["in 'g', called here", "in 'f', called here"])
        #expect(diagnostic.notes.map { $0.span?.start.line } == [2, 5])
    }

    @Test func theClassStandsBeforeTheMessage() throws {
        let source = "raise ValueError('no')"
        let shown = DiagnosticRenderer(sources: ["lesson.md": source]).render(
            try Scripts.failure(source))
        #expect(shown.hasPrefix("lesson.md:1:1: error: ValueError: no\n    1 | raise"))
    }

    @Test(arguments: [
        ("try:\n    while True: pass\nexcept: pass", "steps"),
        ("def f():\n    try: f()\n    finally: f()\nf()", "steps"),
        ("z = iter([1])\nfor i in range(10000): z = zip(z)", "500 iterators"),
        ("class A:\n    def __repr__(self): return repr(self)\nprint(A())", "recursion depth"),
        ("l = []\nwhile True: l.append([0] * 1000)", "memory"),
        ("d = {}\nwhile True: d[len(d)] = (1, [2])", "memory"),
        ("class N: pass\nl = []\nwhile True: l.append(N())", "memory"),
        ("x = 2 ** 100", "64 bits"), ("pow(10, 10 ** 9)", "64 bits"), ("1 << 100", "64 bits"),
    ])
    func limitsHoldInNewPlaces(_ code: String, _ word: String) throws {
        let diagnostic = try Scripts.failure(
            code, limits: ScriptLimits(steps: 400_000, memory: 8 << 20, depth: 100))
        #expect(diagnostic.message.contains(word), "\(diagnostic.message)")
    }

    @Test func linkedObjectsAreFreedWithoutRecursion() throws {
        let session = Scripts.session(limits: ScriptLimits(steps: 3_000_000))
        try session.run(
            "class N:\n    def __init__(self, n): self.n = n\nh = None\nfor i in range(60000): h = N(h)\n"
                + "h = None\nf = None\nfor i in range(60000): f = lambda x, f=f: x\nf = None")
        #expect(session.memory < 10_000)
    }
}
