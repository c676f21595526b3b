import GradusDiagnostics
import GradusTensors

/// `range(start, stop, step)`; step is not 0.
public struct RangeValue: Hashable, Sendable {
    /// The first number.
    public var start: Int
    /// The end, not included.
    public var stop: Int
    /// The distance.
    public var step: Int

    /// How many numbers it has; saturates.
    public var count: Int {
        let isEmpty = step > 0 ? start >= stop : start <= stop
        if isEmpty { return 0 }
        let (distance, overflow) =
            step > 0
            ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
        let width = overflow ? UInt.max : UInt(distance)
        let found = (width - 1) / step.magnitude + 1
        return found > UInt(Int.max) ? Int.max : Int(found)
    }

    /// The number at a place, which must be below `count`.
    public subscript(place: Int) -> Int { start &+ place &* step }
}

/// The bounds of a slice as given, perhaps none.
public final class SliceObject {
    /// The bounds; None where left out.
    public let start: Value
    /// The end.
    public let stop: Value
    /// The step.
    public let step: Value

    init(start: Value, stop: Value, step: Value) {
        self.start = start
        self.stop = stop
        self.step = step
    }
}

/// The variables of a call or of a module.
final class Frame {
    var variables: [String: Value] = [:]
    /// The frame of the function around the definition; nil for globals.
    let parent: Frame?
    let definition: FunctionDefinition?
    /// The function that is called; nil for modules, comprehensions and class bodies.
    let function: FunctionObject?
    /// Whether it holds the names of a class, which functions inside do not see.
    let isClassBody: Bool

    init(
        parent: Frame?, definition: FunctionDefinition?, function: FunctionObject? = nil,
        isClassBody: Bool = false
    ) {
        self.parent = parent
        self.definition = definition
        self.function = function
        self.isClassBody = isClassBody
    }
}

/// A function that the script defined, with the variables around it.
public final class FunctionObject {
    let definition: FunctionDefinition
    let closure: Frame
    private(set) var defaults: [String: Value]
    /// The class in whose body it was defined.
    weak var owner: ClassObject?
    /// The name with that of its class, as messages show it.
    private(set) var shownName: String
    /// The session's memory, since functions in an endless loop must not fill it.
    private var charge = MemoryCharge(160)

    init(definition: FunctionDefinition, closure: Frame, defaults: [String: Value]) {
        self.definition = definition
        self.closure = closure
        self.defaults = defaults
        let around = closure.function.map { $0.shownName + ".<locals>." } ?? ""
        shownName = around + definition.name
    }

    /// Says which class the function belongs to.
    func belong(to owner: ClassObject) {
        guard self.owner == nil else { return }
        self.owner = owner
        let last = shownName.dropLast(definition.name.count)
        shownName = "\(last)\(owner.name).\(definition.name)"
    }

    deinit {
        charge.end()
        var held = Array(defaults.values)
        defaults = [:]
        ScriptMemory.free(&held)
    }

    /// The name behind `def`.
    public var name: String { definition.name }
}

/// A function of the language or of the host.
public final class BuiltinFunction {
    /// The name as messages show it: `np.zeros`.
    public let name: String
    let signature: CallSignature
    /// Whether it may keep what it is given, so that recorded nodes must live on.
    let mayKeepValues: Bool
    /// Whether it is a type such as `int`, which `isinstance` takes.
    let isType: Bool
    let body: (HostCall) throws -> Value
    /// What it makes of recorded arguments; nil for a function that takes any value.
    var recordedUse: RecordedUse?

    init(
        name: String, signature: CallSignature, mayKeepValues: Bool = false, isType: Bool = false,
        body: @escaping (HostCall) throws -> Value
    ) {
        self.name = name
        self.signature = signature
        self.mayKeepValues = mayKeepValues
        self.isType = isType
        self.body = body
    }
}

/// Something that can be gone through once.
public final class IteratorObject {
    /// What it is called: `zip`, `enumerate`, `generator`.
    let kind: String
    /// How many iterators lie inside of one another.
    let depth: Int
    /// Nil once it has ended or failed: it stays at its end.
    private var body: (() throws -> Value?)?

    init(kind: String, over sources: [IteratorObject] = [], next: @escaping () throws -> Value?) {
        self.kind = kind
        depth = 1 + (sources.map(\.depth).max() ?? 0)
        body = next
    }

    deinit {
        var held = body
        body = nil
        ScriptMemory.free(&held)
    }

    func next() throws(Diagnostic) -> Value? {
        guard let body else { return nil }
        do {
            let element = try body()
            if element == nil { self.body = nil }
            return element
        } catch let diagnostic as Diagnostic {
            throw diagnostic
        } catch {
            throw Diagnostic("\(error)")
        }
    }
}

/// A module or a namespace with its names.
public final class ModuleObject {
    /// The name as messages show it.
    public let name: String
    var members: [String: Value] = [:]

    init(name: String) { self.name = name }
}

/// An object that the host defines for scripts: a model, an optimizer, a history.
///
///     final class ModelObject: HostObject {
///         let typeName = "Sequential"
///         var attributeNames: [String] { ["parameter_count", "predict"] }
///         func attribute(_ name: String) throws -> Value? {
///             name == "parameter_count" ? .int(model.parameterCount) : nil
///         }
///         …
///     }
public protocol HostObject: AnyObject {
    /// What scripts and messages call the type: `Sequential`.
    var typeName: String { get }
    /// The names that `attribute` knows, for "did you mean"; methods included.
    var attributeNames: [String] { get }
    /// An attribute's value; nil when there is none of that name. A method is returned as
    /// `Value.method(…)`.
    func attribute(_ name: String) throws -> Value?
    /// How the object is shown at the prompt.
    var shown: String { get }
    /// What `len(object)` gives; nil when it has no length.
    var length: Int? { get }
    /// What `object[index]` gives; nil when it cannot be indexed.
    func element(_ index: Value) throws -> Value?
}

extension HostObject {
    /// No names.
    public var attributeNames: [String] { [] }
    /// No attributes.
    public func attribute(_ name: String) throws -> Value? { nil }
    /// `<Sequential>`.
    public var shown: String { "<\(typeName)>" }
    /// No length.
    public var length: Int? { nil }
    /// No elements.
    public func element(_ index: Value) throws -> Value? { nil }
}

extension Value {
    /// A method or function of the host. `parameters` is written as in Python:
    /// `"x, y, *, epochs=, batch_size="`; a parameter with `=` may be left out.
    /// Traps when `parameters` is not written so.
    public static func method(
        _ name: String, parameters: String, body: @escaping (HostCall) throws -> Value
    ) -> Value {
        .builtin(
            BuiltinFunction(
                name: name, signature: CallSignature(parameters), mayKeepValues: true, body: body))
    }
}
