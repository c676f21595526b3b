import Foundation
import Testing

/// Who computes large products: the command's options and the front matter of lessons.
@Suite struct BLASTests {
    /// A library path on which every BLAS is a damaged file.
    private static func damaged(in scratch: Scratch) throws -> [String: String] {
        for name in ["libopenblas.so.0", "libopenblas.so", "libblis.so.4", "libblis.so"] {
            try scratch.file("libraries/\(name)", "\u{7F}ELF damaged")
        }
        return ["LD_LIBRARY_PATH": scratch.url("libraries").path]
    }

    private static let product = """
        import numpy as np
        rng = np.random.default_rng(1)
        a = rng.normal(size=(120, 130))
        b = rng.normal(size=(130, 140))
        c = a @ b
        print(repr(float(c[3, 4])), repr(float(np.sum(np.abs(c)))))
        """

    private static func lesson(_ frontMatter: String) -> String {
        "---\ntitle: Products\n\(frontMatter)---\n\n```python\n\(product)\n```\n"
    }

    @Test func aRunComputesTheSameWithinRoundingAndNeverFails() throws {
        let scratch = try Scratch()
        try scratch.file("product.py", Self.product + "\n")
        let plain = try Command.run("run", "product.py", "--blas", "none", in: scratch.folder)
        let fast = try Command.run("run", "product.py", in: scratch.folder)
        let damaged = try Command.run(
            "run", "product.py", "--blas", "auto", in: scratch.folder,
            environment: try Self.damaged(in: scratch))
        let numbers = [plain, fast, damaged].map { run in
            run.output.split(separator: " ").compactMap {
                Double($0.trimmingCharacters(in: .newlines))
            }
        }
        for (run, found) in zip([plain, fast, damaged], numbers) {
            #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
            try #require(found.count == 2)
            #expect(abs(found[0] - numbers[0][0]) < 1e-12)
            #expect(abs(found[1] - numbers[0][1]) < 1e-9)
        }
    }

    @Test func aWrongChoiceIsBadUsage() throws {
        let run = try Command.run("run", "x.py", "--blas", "fast")
        #expect(run.exitCode == 2 && run.errors.contains("'auto' and 'none'"), "\(run.errors)")
    }

    @Test func buildsHaveTheSameBytesWhateverBLASThereIs() throws {
        let scratch = try Scratch()
        try scratch.file("products.md", Self.lesson(""))
        let damaged = try Self.damaged(in: scratch)
        let one = try Command.run("build", "products.md", "-o", "one", in: scratch.folder)
        let two = try Command.run(
            "build", "products.md", "-o", "two", in: scratch.folder, environment: damaged)
        let three = try Command.run(
            "build", "products.md", "-o", "three", in: scratch.folder,
            environment: ["OPENBLAS_CORETYPE": "Prescott"])
        #expect(one.exitCode == 0 && two.exitCode == 0 && three.exitCode == 0, "\(one.errors)")
        let first = try Scratch.contents(of: scratch.url("one"))
        #expect(!first.isEmpty)
        #expect(try Scratch.contents(of: scratch.url("two")) == first)
        #expect(try Scratch.contents(of: scratch.url("three")) == first)
        // The numbers are those of the plain loops.
        try scratch.file("product.py", Self.product + "\n")
        let plain = try Command.run("run", "product.py", "--blas", "none", in: scratch.folder)
        let page = try #require(first.first { $0.key.hasSuffix("products.html") }?.value)
        let number = try #require(plain.output.split(separator: " ").first)
        #expect(String(decoding: page, as: UTF8.self).contains(number))
    }

    @Test func aScriptsGraphHasTheSameBytesWhateverBLASThereIs() throws {
        let scratch = try Scratch()
        try scratch.file(
            "graph.py",
            """
            import numpy as np
            rng = np.random.default_rng(1)
            x = input(rng.normal(size=(64, 64)))
            w = parameter(rng.normal(size=(64, 64)))
            loss = np.sum(np.dot(x, w) * rng.normal(size=(64, 64)))

            """)
        var files: [Data] = []
        for type in ["Prescott", "Haswell"] {
            let run = try Command.run(
                "graph", "graph.py", "-o", "\(type).svg", in: scratch.folder,
                environment: ["OPENBLAS_CORETYPE": type])
            #expect(run.exitCode == 0, "\(run.errors)")
            files.append(try Data(contentsOf: scratch.url("\(type).svg")))
        }
        #expect(files[0] == files[1])
    }

    @Test func aLessonMayAllowIt() throws {
        let scratch = try Scratch()
        try scratch.file("fast.md", Self.lesson("blas: allow\n"))
        let run = try Command.run("build", "fast.md", "-o", "out", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.errors)")
        // Its numbers are those of a run that may ask the BLAS, to the last digit.
        try scratch.file("product.py", Self.product + "\n")
        let fast = try Command.run("run", "product.py", in: scratch.folder)
        let number = try #require(fast.output.split(separator: " ").first)
        #expect(try scratch.text("out/fast.html").contains(number))
        try scratch.file("wrong.md", Self.lesson("blas: yes please\n"))
        let wrong = try Command.run("build", "wrong.md", "-o", "out", in: scratch.folder)
        #expect(wrong.exitCode == 1)
        #expect(
            wrong.errors.hasPrefix(
                "wrong.md:3:7: error: 'blas' must be 'allow' or 'none', found 'yes please'"),
            "\(wrong.errors)")
    }

    @Test func theDoctorNamesIt() throws {
        let run = try Command.run("doctor", "--json")
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        if let blas = report["blas"] as? [String: Any] {
            #expect(blas["name"] is String && blas["version"] is String && blas["file"] is String)
        }
        let scratch = try Scratch()
        let text = try Command.run("doctor", environment: try Self.damaged(in: scratch))
        #expect(text.exitCode == 0 && text.output.contains("BLAS"), "\(text.errors)")
    }
}
