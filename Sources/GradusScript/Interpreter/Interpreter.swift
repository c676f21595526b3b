import Foundation
import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// Runs the tree of a script: the state of a session and the rules for statements and
/// expressions, which lie in extensions, one for each concept.
final class Interpreter {
    /// Where everything is recorded.
    let graph = Graph()
    let globals = Frame(parent: nil, definition: nil)
    var builtins: [String: Value] = [:]
    /// Modules that `import` knows.
    var modules: [String: ModuleObject] = [:]
    let dataFolder: URL
    let limits: ScriptLimits
    let account: MemoryAccount
    weak var observer: (any RecordingObserver)?

    var steps = 0
    /// Set once the steps are used up: nothing may catch that.
    var isOutOfSteps = false
    var callDepth = 0
    var evaluationDepth = 0
    /// What `print` wrote since the last statement was begun by the session.
    var output = ""
    /// Takes what `print` writes, as it is written.
    var onPrint: ((String) -> Void)?
    /// Whether `output` is wanted even though `onPrint` has it: a transcript compares it.
    var collectsOutput = true
    /// Frames that functions hold; cleared at the end, since the two refer to each other.
    var capturedFrames: [Frame] = []
    /// The exceptions of the language by name.
    var exceptionClasses: [String: ClassObject] = [:]
    /// `object`, from which every class inherits.
    let objectClass = ClassObject(name: "object", bases: [], isBuiltin: true)
    /// The types by the name that `type(x)` shows.
    var types: [String: Value] = [:]
    /// The error that `raise` threw last, to be given to `except … as`.
    var raised: RaisedException?
    /// The key that the last KeyError named.
    var keyOfError: MissingKey?
    /// The errors that are being handled, the innermost last.
    var handling: [Diagnostic] = []
    let processMemory: ProcessMemory
    /// The bytes that a process with an interpreter and its fonts takes before a script runs.
    private static let ownMemory = 64 << 20
    /// The bytes of texts that were made since the system was asked for the process's memory.
    private var textSinceLook = 0

    /// How arrays are printed: `np.set_printoptions`.
    var printOptions = PrintOptions()

    // Recording.
    /// Set when something may have kept a value beyond the expression that made it.
    var mayKeepValues = false
    /// Which array's value a leaf holds: node to the serial in `NDArray.leaf`.
    var leafSerials: [Int: Int] = [:]
    var nextLeafSerial = 0
    /// How often an array that `grad` gave took part in a recorded operation.
    var gradientUses = 0
    /// What the plain numbers of a constant were computed from, by its node.
    var leafOrigins: [Int: Origins] = [:]
    /// The arrays into which recorded values were written place by place.
    var filledArrays: [FilledArrayReference] = []
    /// The comparison of single recorded values that was answered last.
    var lastQuestion: RecordedQuestion?
    /// The scopes that a class's name stands for, `Block` for `blocks[0]`, and one with a method,
    /// `Block.attend` for `blocks[0].attend`.
    var scopesOfClasses: [String: Set<String>] = [:]
    /// Which leaf an update replaced: a parameter's leaf to that of its version before.
    var versionsBefore: [Int: Int] = [:]
    /// The bytes of recorded values that are charged to `account`.
    var chargedNodes: [Int] = []
    /// The last gradients that were computed.
    var lastGradients: Gradients?
    /// The calls of `grad` whose arguments are evaluated, the innermost last: gradients inside
    /// of them are recorded, so that they can be differentiated again. Each has the number of
    /// recorded gradients at its beginning.
    var gradientCalls: [Int] = []
    /// How many gradients were recorded so far.
    var recordedGradients = 0
    /// Updates of parameters so far.
    var updates = 0
    /// What is a step of training in the script's own loops.
    var training = TrainingSteps()

    /// How deep expressions and blocks may be nested while running, calls included.
    static let deepestEvaluation = 20_000

    init(dataFolder: URL, limits: ScriptLimits) {
        self.dataFolder = dataFolder
        self.limits = limits
        // What the process itself takes counts too: the limit is on all of it.
        let usable = limits.memory - min(limits.memory / 4, Self.ownMemory)
        account = MemoryAccount(limit: usable)
        processMemory = ProcessMemory(limit: usable)
    }

    deinit {
        for frame in capturedFrames { frame.variables = [:] }
        globals.variables = [:]
    }

    // MARK: limits

    /// Counts a step, or several for work on many elements.
    @inline(__always)
    func countStep(_ number: Int = 1, at span: SourceSpan) throws(Diagnostic) {
        steps &+= number
        guard steps <= limits.steps, steps >= 0 else { throw outOfSteps(at: span) }
        guard account.used <= account.limit else { throw memoryExceeded(at: span) }
    }

    /// Asks the system for the memory of the process: the net below the account, for texts,
    /// which no container has. Throws when `bytes` more would pass the limit.
    private func lookAtProcess(_ bytes: Int, at span: SourceSpan) throws(Diagnostic) {
        textSinceLook = 0
        guard processMemory.allows(bytes) else { throw memoryExceeded(at: span) }
    }

    private func outOfSteps(at span: SourceSpan) -> Diagnostic {
        steps = limits.steps
        isOutOfSteps = true
        return Diagnostic(
            "the script takes more than \(limits.steps) steps", at: span,
            fix: "check that the loop ends, or work on whole arrays instead of elements")
    }

    /// Counts the work of making or reading a text, which takes memory that no container has.
    func countText(_ bytes: Int, at span: SourceSpan) throws(Diagnostic) {
        try countStep(bytes / 64, at: span)
        textSinceLook &+= bytes
        guard textSinceLook > 1 << 20 else { return }
        try checkMemory(bytes, at: span)
        try lookAtProcess(bytes, at: span)
    }

    /// Throws when so many bytes more would pass the limit.
    func checkMemory(_ bytes: Int, at span: SourceSpan) throws(Diagnostic) {
        guard bytes >= 0, account.allows(bytes) else { throw memoryExceeded(at: span) }
    }

    /// Throws when a tensor of a shape would pass the limit.
    func checkMemory(of shape: Shape, itemSize: Int = 8, at span: SourceSpan) throws(Diagnostic) {
        let (bytes, overflow) = shape.count.multipliedReportingOverflow(by: itemSize)
        try checkMemory(overflow ? Int.max : bytes, at: span)
    }

    func memoryExceeded(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            "the script needs more than \(limits.memory / 1_048_576) MiB of memory", at: span,
            fix: "use smaller arrays, or delete those that are no longer used",
            kind: "MemoryError")
    }

    /// Runs `body` one level deeper on the stack.
    @inline(__always)
    func nested<Result>(
        at span: SourceSpan, _ body: () throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> Result {
        guard evaluationDepth < Self.deepestEvaluation else {
            throw Diagnostic(
                "the code is nested too deeply while running", at: span, kind: "RecursionError")
        }
        evaluationDepth += 1
        defer { evaluationDepth -= 1 }
        return try body()
    }

    /// Writes what `print` was given.
    func write(_ text: String, at span: SourceSpan) throws(Diagnostic) {
        try countText(text.utf8.count, at: span)
        onPrint?(text)
        guard collectsOutput || onPrint == nil else { return }
        try checkMemory(output.utf8.count + text.utf8.count, at: span)
        output += text
    }

    /// An error that stands for an exception of Python.
    func error(
        _ kind: String, _ message: String, at span: SourceSpan, fix: String? = nil
    ) -> Diagnostic {
        Diagnostic(message, at: span, fix: fix, kind: kind)
    }

    // MARK: arrays

    /// Runs an operation on tensors and gives its mistakes a place.
    func located<Result>(
        at span: SourceSpan, _ body: () throws(TensorError) -> Result
    ) throws(Diagnostic) -> Result {
        do {
            return try body()
        } catch {
            throw Diagnostic(error.message, at: span, fix: error.fix, kind: error.kind.rawValue)
        }
    }

    /// A new array of its own memory.
    func array(_ tensor: Tensor, at span: SourceSpan) throws(Diagnostic) -> Value {
        try checkMemory(tensor.nbytes, at: span)
        return .array(
            NDArray(tensor, isScalar: tensor.ndim == 0, base: nil, account: account))
    }

    /// A new array, also when the operation gave back what it was given.
    func array(
        _ tensor: Tensor, apartFrom source: Tensor, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        try array(
            tensor.sharedStorage === source.sharedStorage ? tensor.copied() : tensor, at: span)
    }

    /// A view into an array's memory, or a new array when the operation had to copy.
    func view(_ tensor: Tensor, of base: NDArray, at span: SourceSpan) throws(Diagnostic) -> Value {
        guard tensor.sharedStorage === base.tensor.sharedStorage else {
            return try array(tensor, at: span)
        }
        return .array(
            NDArray(tensor, isScalar: base.isScalar && tensor.ndim == 0, base: base, account: nil))
    }
}
