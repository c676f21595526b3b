import Foundation
import Testing

/// The `>>>` blocks of the lessons that use nothing but NumPy show what CPython shows: the build
/// compares them with Gradus, and where Python with NumPy 2 is present it runs them as well.
@Suite struct LessonListingTests {
    /// How many `>>>` lines of a lesson need nothing but NumPy, at least.
    static let counts = ["listings": 120, "tensors": 2]

    @Test(arguments: counts.keys.sorted())
    func listingsShowWhatCPythonShows(_ lesson: String) throws {
        guard NumPyScriptTests.hasNumPy else { return }
        let result = try Self.run(lesson)
        #expect(result.exitCode == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n").map(String.init)
        let count = lines.last.flatMap { Int($0.drop { !$0.isNumber }) } ?? 0
        #expect(lines.dropLast() == [], "\(lines.dropLast().joined(separator: "\n"))")
        let least = try #require(Self.counts[lesson])
        #expect(count >= least, "only \(count) were run")
    }

    /// A page that shows something else is found out, with its place.
    @Test func aDifferenceIsNamedWithItsPlace() throws {
        guard NumPyScriptTests.hasNumPy else { return }
        let scratch = try Scratch()
        let page = try scratch.file(
            "lesson.md",
            """
            ```python
            w = parameter(3)
            ```

            ```python
            >>> np.array([1, 2])
            array([1, 3])
            >>> w
            3
            ```
            """)
        let result = try Self.run(page: page, in: scratch.folder)
        #expect(result.output.hasPrefix("lesson.md:6: np.array([1, 2]) shows array([1, 2])"))
        // What needs Gradus is left out.
        #expect(result.output.hasSuffix("compared: 1\n"))
    }

    /// Every listing of the chapter stands on the page, by its code.
    @Test func theChaptersListingsAreThere() throws {
        let page = try String(
            contentsOf: Command.sources.appendingPathComponent("lessons/listings.md"),
            encoding: .utf8)
        for code in [
            "x = np.array(12)", "x = np.array([12, 3, 6, 14, 7])", "x.ndim", "train_images.shape",
            "my_slice = train_images[10:100]", "my_slice = train_images[10:100, :, :]",
            "my_slice = train_images[10:100, 0:28, 0:28]", "my_slice = train_images[:, 14:, 14:]",
            "my_slice = train_images[:, 7:-7, 7:-7]", "batch = train_images[:128]",
            "batch = train_images[128:256]", "batch = train_images[128 * n:128 * (n + 1)]",
            "output = relu(dot(input, W) + b)", "X = np.random.random((32, 10))",
            "y = np.random.random((10,))", "y = np.expand_dims(y, axis=0)",
            "Y = np.concatenate([y] * 32, axis=0)", "x = np.random.random((32,))",
            "z = np.dot(x, y)", "x = x.reshape((6, 1))", "x = x.reshape((2, 3))",
            "x = np.zeros((300, 20))", "x = np.transpose(x)",
            "R = np.array([[np.cos(theta), -np.sin(theta)], [np.sin(theta), np.cos(theta)]])",
            "x.shape[1] == y.shape[0]",
            "affine2(affine1(x))",
        ] { #expect(page.contains(">>> \(code)\n"), "\(code) is missing") }
        for code in [
            "y_pred = dot(W0, x)", "loss_value = loss(y_pred, y_true)",
            "W -= learning_rate * gradient",
            "loss_value = loss(y_true, softmax(dot(relu(dot(inputs, W1) + b1), W2) + b2))",
            "loss_val = abs(y_true - x2)",
        ] { #expect(page.contains("\n\(code)\n"), "\(code) is missing") }
    }

    private static func run(_ lesson: String) throws -> Outcome {
        let lessons = Command.sources.appendingPathComponent("lessons")
        return try run(page: lessons.appendingPathComponent("\(lesson).md"), in: lessons)
    }

    private struct Outcome {
        var exitCode: Int32
        var output: String
        var errors: String
    }

    private static func run(page: URL, in folder: URL) throws -> Outcome {
        let scratch = try Scratch()
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Listings/run_listings.py")
        let output = try scratch.file("stdout", "")
        let errors = try scratch.file("stderr", "")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-B", script.path, page.lastPathComponent]
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            exitCode: process.terminationStatus,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }
}
