import Foundation
import Testing

/// `gradus graph SCRIPT.py`: the names that it takes, what it folds, and what it says.
@Suite struct ScriptGraphTests {
    private static let network = """
        class Layer:
            def __init__(self, w):
                self.w = parameter(w)
            def __call__(self, x):
                return relu(x * self.w) + relu(x)
        class Net:
            def __init__(self):
                self.layers = [Layer(0.5), Layer(2.0)]
                self.scales = {"out": parameter(3.0)}
            def __call__(self, x):
                for layer in self.layers:
                    x = layer(x)
                return x * self.scales["out"]
        net = Net()
        loss = (net(input(1.5)) - 1) ** 2
        unused = parameter(1.0)
        """

    private func graph(
        _ script: String, _ arguments: String..., output: String = "o.svg"
    ) throws -> (outcome: Command.Outcome, picture: String) {
        let scratch = try Scratch()
        try scratch.file("s.py", script)
        let outcome = try Command.run(
            ["graph", "s.py", "-o", output] + arguments, in: scratch.folder)
        return (outcome, scratch.has(output) ? try scratch.text(output) : "")
    }

    @Test(arguments: [
        "net.layers[1].w", "net.scales['out']", "net.scales[\"out\"]", "relu#2", " relu ",
        "net.layers[ 0 ].w",
    ])
    func everyNameOnACardIsTaken(name: String) throws {
        let (outcome, picture) = try graph(Self.network, "--view", "operation", "--from", name)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(picture.contains("off it") || picture.contains("on a path"))
    }

    @Test func versionsMayBeWrittenInCommonDigitsOrLeftOut() throws {
        let script = """
            p = {"w": parameter(1.0)}
            for i in range(3):
                loss = p["w"] * p["w"]
                p["w"] -= 0.1 * grad(loss, p["w"])
            """
        for name in ["p['w']", "p['w']2", "p['w']₂"] {
            let (outcome, _) = try graph(script, "--from", name)
            #expect(outcome.exitCode == 0, "\(name): \(outcome.errors)")
        }
        let (of, _) = try graph(script, "--of", "loss2", "--pass", "forward")
        #expect(of.exitCode == 0 && of.errors.contains("the graph of loss₂"), "\(of.errors)")
    }

    @Test func namesThatAreNoneAreAnsweredWithThoseThatAre() throws {
        let near = try graph(Self.network, "--from", "net.layer[1].w").outcome
        #expect(
            near.errors == """
                s.py: error: no card is called 'net.layer[1].w'
                  fix: did you mean 'net.layers[1].w'? 'loss' depends on net.layers[0].w, \
                net.layers[1].w, net.scales['out'], x, x₁

                """, "\(near.errors)")
        // One letter has nothing in common with another.
        let far = try graph(Self.network, "--from", "q").outcome
        #expect(far.errors.contains("fix: 'loss' depends on net.layers[0].w"))
        let apart = try graph(Self.network, "--from", "unused").outcome
        #expect(
            apart.errors.contains(
                "s.py: error: 'loss' does not depend on 'unused': there is no path\n"
                    + "  fix: 'loss' depends on net.layers[0].w"))
        let own = try graph(Self.network, "--from", "loss").outcome
        #expect(own.exitCode == 2)
        #expect(own.errors.contains("'loss' is what is drawn: no path leads to it"))
    }

    @Test func equalOperationsAreCounted() throws {
        let picture = try graph(Self.network, "--view", "operation", "--fold", "none").picture
        #expect(picture.contains("relu#2") && picture.contains("relu#4"))
        #expect(!picture.contains("relu#1") && !picture.contains("relu#5"))
        // A path tells them apart too.
        let path = try graph(
            Self.network, "--view", "operation", "--from", "net.layers[0].w"
        ).picture
        #expect(path.contains("∂relu#3"))
    }

    /// A function's name, a method's, a class's with all its methods, and a loop variable.
    @Test(arguments: ["forward", "Net.forward", "Net", "n.forward", "k"])
    func foldsByTheNamesOfAScript(_ name: String) throws {
        let script = """
            class Net:
                def __init__(self):
                    self.w = parameter(0.5)
                def forward(self, x):
                    h = np.tanh(self.w * x)
                    return h * h + x
            n = Net()
            x = input(1.0)
            for k in range(2):
                x = n.forward(x)
            loss = (x - 2) ** 2
            """
        let outcome = try graph(script, "--fold", name).outcome
        #expect(outcome.exitCode == 0 && outcome.errors.contains("folded to "))
    }

    @Test func whatCannotBeFoldedIsSaid() throws {
        let wrong = try graph(Self.network, "--fold", "net.layer").outcome
        #expect(wrong.exitCode == 2)
        #expect(
            wrong.errors == """
                s.py: error: no function or loop of the graph is called 'net.layer'
                  fix: did you mean 'net.layers'? it has 'net', 'for layer', 'net.layers'

                """, "\(wrong.errors)")
        let right = try graph(Self.network, "--view", "operation", "--fold", "net.layers").outcome
        #expect(right.errors.contains("folded to "))
        #expect(!right.errors.contains("--fold none"))
        let none = try graph("x = parameter(2.0)\ny = x * x\n", "--fold", "f").outcome
        #expect(none.errors.contains("nothing can be folded"))
    }

    @Test func clearRepetitionIsFoldedAndSaidSo() throws {
        let script = """
            w = parameter(0.5)
            h = input(1.0)
            for t in range(40):
                h = tanh(h * w)
            loss = h * h
            """
        let (folded, picture) = try graph(script)
        #expect(
            folded.errors
                == "wrote o.svg: the graph of loss, 83 nodes, folded to 4 cards "
                + "(--fold none draws all 43)\n", "\(folded.errors)")
        #expect(picture.contains("for t × 40") || picture.contains("× 40"))
        #expect(picture.contains("2 operations each"))
        let open = try graph(script, "--fold", "none").outcome
        #expect(open.errors == "wrote o.svg: the graph of loss, 83 nodes\n")
    }

    @Test func charactersWithoutAGlyphHaveAPlace() throws {
        let script = "x = parameter(2.0)\n損失 = x * 2\n"
        let outcome = try graph(script, output: "o.png").outcome
        #expect(outcome.exitCode == 1)
        #expect(
            outcome.errors == """
                s.py:2:1: error: the figure shows '失' (U+5931), '損' (U+640D), which no \
                installed font can show
                    2 | 損失 = x * 2
                      | ^
                  fix: write it in words or with another character; an SVG takes it as it is

                """, "\(outcome.errors)")
        #expect(try graph(script).outcome.exitCode == 0)
    }

    /// 2 for what cannot be read, 1 for what went wrong when it ran.
    @Test func exitCodesSayWhatWasWrong() throws {
        #expect(try graph("x = (1\n").outcome.exitCode == 2)
        #expect(try graph("x = 1 / 0\n").outcome.exitCode == 1)
        let scratch = try Scratch()
        try Data([0x78, 0x20, 0x3D, 0x20, 0xFF]).write(to: scratch.url("b.py"))
        for arguments in [["graph", "b.py", "-o", "b.svg"], ["run", "b.py"]] {
            let outcome = try Command.run(arguments, in: scratch.folder)
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("b.py:1:5: error: the file is not UTF-8 text"))
        }
        try scratch.file("s.py", "x = (1\n")
        #expect(try Command.run("run", "s.py", in: scratch.folder).exitCode == 2)
        for arguments in [["graph", "s.py", "-o", "s.svg"], ["run", "s.py"]] {
            let outcome = try Command.run(arguments + ["--steps", "-5"], in: scratch.folder)
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("--steps takes a number, at least 1, found -5"))
        }
        #expect(try Command.run("--help").output.contains("2 for bad usage"))
    }

    @Test func aTraceThatStaysIsMentioned() throws {
        let scratch = try Scratch()
        try scratch.file(
            "s.py",
            "w = parameter(1.0)\nloss = w * w\nw -= 0.1 * grad(loss, w)\nw.nothing()\n")
        let outcome = try Command.run("run", "s.py", "--trace", "t.trace", in: scratch.folder)
        #expect(outcome.exitCode == 1 && scratch.has("t.trace"))
        #expect(
            outcome.errors.contains("note: what was recorded until then is kept in t.trace"))
        let plain = try Command.run("run", "s.py", in: scratch.folder)
        #expect(!plain.errors.contains("note:"))
    }

    /// 3,000 leaves, each with two users 3,000 layers apart: no trunk shortens their edges.
    @Test(arguments: ["o.svg", "o.json"])
    func aGraphThatCannotBeLaidOutIsAnError(output: String) throws {
        let script = """
            p = [parameter(0.5) for i in range(3000)]
            t = input(0.0)
            for i in range(3000):
                t = t + p[i]
            for i in range(3000):
                t = t * p[i]
            """
        let (outcome, picture) = try graph(script, "--fold", "none", output: output)
        #expect(outcome.exitCode == 1 && picture.isEmpty)
        #expect(outcome.errors.contains("s.py: error: the graph of 't₆₀₀₀' cannot be laid out"))
    }
}
