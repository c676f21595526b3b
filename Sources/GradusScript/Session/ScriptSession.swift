import Foundation
import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// Runs the code of one lesson or script: its names, its graph and what it may use up.
///
///     let session = ScriptSession(file: "lesson.md", dataFolder: folder)
///     session.register(namespace: "figure", name: "graph", parameters: "root, *, name=") { call in
///         figures.append(try makeFigure(of: try call.required("root").variable()))
///         return .none
///     }
///     try session.run("x = input(2)\ny = x * 3", at: 12)
///     try session.evaluate("y:.2f", at: place).text   // "6.00"
///
/// Every call runs on a thread with a large stack while the caller waits; host functions
/// run on that thread as well. A session belongs to one thread at a time.
public final class ScriptSession {
    let interpreter: Interpreter
    /// The file that spans name.
    public let file: String
    /// Who computes large products.
    public let products: ProductPolicy
    private let lifetimeObserver: (any RecordingObserver)?

    /// Makes a session. `dataFolder` is the only place that scripts can read from. `seed`
    /// starts `np.random.default_rng()` without an argument. `products` says who computes large
    /// products.
    public init(
        file: String, dataFolder: URL, limits: ScriptLimits = .standard, seed: UInt64 = 0,
        products: ProductPolicy = .fixedOrder,
        observer: (any RecordingObserver)? = nil
    ) {
        self.file = file
        self.products = products
        lifetimeObserver = observer
        interpreter = Interpreter(dataFolder: dataFolder, limits: limits)
        interpreter.observer = observer
        interpreter.addBuiltins(seed: seed)
    }

    /// Where the session records.
    public var graph: Graph { interpreter.graph }
    /// Steps taken so far.
    public var steps: Int { interpreter.steps }
    /// Bytes of arrays and recorded values that are alive.
    public var memory: Int { interpreter.account.used }

    /// The value of a global name, nil when there is none.
    /// An array that was filled with recorded values is given as the recorded value it stands for.
    public subscript(name: String) -> Value? {
        guard let value = interpreter.globals.variables[name] else { return nil }
        guard case .array(let array) = value, array.isFilledWithRecorded else { return value }
        let start = SourcePosition(line: 1, column: 1)
        let span = SourceSpan(file: file, start: start, end: start)
        return (try? interpreter.filledForm(of: array, at: span)).flatMap { $0 }.map {
            .variable($0)
        }
            ?? value
    }

    /// The names that scripts assigned, in alphabetical order.
    public var names: [String] { interpreter.globals.variables.keys.sorted() }

    /// Takes what scripts print as they print it, line ends included; a block's result then
    /// holds it only for a transcript. It is called on the script's thread.
    public var onPrint: ((String) -> Void)? {
        get { interpreter.onPrint }
        set { interpreter.onPrint = newValue }
    }

    // MARK: the host's names

    /// Defines a name that scripts find like a builtin.
    public func define(_ name: String, as value: Value) {
        interpreter.builtins[name] = value
    }

    /// Defines a function of the host. `parameters` is written as in Python, without default
    /// values: `"root, *, name=, title="`; one with `=` may be left out, those behind `*`
    /// need their keyword, `*args` and `**options` take the rest. Traps when written otherwise.
    public func register(
        namespace: String? = nil, name: String, parameters: String,
        body: @escaping (HostCall) throws -> Value
    ) {
        let full = namespace.map { "\($0).\(name)" } ?? name
        let function = Value.method(full, parameters: parameters, body: body)
        if case .builtin(let builtin) = function { builtin.recordedUse = .takesFilled }
        guard let namespace else {
            interpreter.builtins[name] = function
            return
        }
        if case .module(let module)? = interpreter.builtins[namespace] {
            module.members[name] = function
        } else {
            let module = ModuleObject(name: namespace)
            module.members[name] = function
            interpreter.builtins[namespace] = .module(module)
        }
    }

    // MARK: running

    /// Runs a block of code, or a transcript with `>>>` lines, that begins on a line of the
    /// file (and `column` columns to the right). Throws the first `Diagnostic`.
    @discardableResult
    public func run(
        _ source: String, at line: Int = 1, columnOffset: Int = 0
    ) throws -> BlockResult {
        let text = SourceText(
            file: file, text: source, firstLine: line, columnOffset: columnOffset)
        return try running {
            interpreter.output = ""
            interpreter.collectsOutput = Transcript.isTranscript(source)
            if interpreter.collectsOutput {
                return try interpreter.run(try Transcript(text))
            }
            let statements = try Parser.statements(of: text)
            for statement in statements {
                _ = try interpreter.execute(statement, in: interpreter.globals)
            }
            return BlockResult(output: interpreter.output, differences: [])
        }
    }

    /// Throws the `Diagnostic` of the first mistake in the syntax of a block of code or a
    /// transcript, without running anything.
    public static func checkSyntax(of source: String, file: String) throws {
        let text = SourceText(file: file, text: source, firstLine: 1, columnOffset: 0)
        try runOnLargeStack {
            if Transcript.isTranscript(source) {
                for entry in try Transcript(text).entries {
                    _ = try Parser.statements(of: entry.code)
                }
            } else {
                _ = try Parser.statements(of: text)
            }
        }
    }

    /// Runs `body` with a large stack, its containers charged to this session.
    private func running<Result>(_ body: () throws -> Result) throws -> Result {
        try runOnLargeStack {
            try ProductPolicy.$current.withValue(products) {
                try ScriptMemory.charging(interpreter.account, body)
            }
        }
    }

    /// Evaluates an inline expression, perhaps with a format behind a colon
    /// (`loss:.4f`), and leaves no nodes behind. `place` is where the expression begins.
    public func evaluate(
        _ expression: String, at place: SourcePosition
    ) throws -> EvaluatedExpression {
        let text = SourceText(
            file: file, text: expression, firstLine: place.line, columnOffset: place.column - 1)
        return try running {
            let (tree, format) = try Parser.inlineExpression(of: text)
            return try interpreter.evaluateInline(tree, format: format)
        }
    }

    /// The leaves whose parameter was updated since they were made, `W -= …`: they are stale.
    /// What was computed from them is not: its names still hold these numbers.
    public var updatedNodes: Set<Int> { Set(interpreter.versionsBefore.values) }

    /// Why no gradients of a root can be drawn: plain numbers that it was computed with depend on
    /// one of its leaves themselves, so that its derivative would be wrong. Nil for most roots.
    public func missingDerivative(of root: Variable, at span: SourceSpan) -> Diagnostic? {
        interpreter.missingDerivative(of: root, at: span)
    }

    /// The scopes that a class's name stands for, or one with a method's: `Block.attend`.
    public func scopes(ofClass name: String) -> [String] {
        (interpreter.scopesOfClasses[name] ?? []).sorted()
    }

    /// The node that stands for `variable` in what `root` was computed from: itself, or, when
    /// it was updated since, the newest of its versions before that `root` depends on.
    public func version(of variable: Variable, in root: Variable) -> Variable? {
        interpreter.version(of: variable, in: root)
    }
}
