import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// The parameters of a builtin or host function.
struct CallSignature {
    struct Parameter {
        var name: String
        var isRequired: Bool
        var isKeywordOnly: Bool
    }
    var parameters: [Parameter] = []
    var hasRest = false
    var hasKeywordRest = false

    /// Reads `"a, b=, *, c="`; `*args` and `**options` take whatever else is given.
    init(_ text: String) {
        var isKeywordOnly = false
        for piece in text.split(separator: ",") {
            let name = String(piece).trimmed
            if name == "*" {
                isKeywordOnly = true
            } else if name.hasPrefix("**") {
                hasKeywordRest = true
            } else if name.hasPrefix("*") {
                hasRest = true
                isKeywordOnly = true
            } else {
                let parts = name.split(separator: "=", omittingEmptySubsequences: false)
                let plain = String(parts[0]).trimmed
                precondition(!plain.isEmpty, "a parameter without a name in '\(text)'")
                parameters.append(
                    Parameter(
                        name: plain, isRequired: parts.count == 1, isKeywordOnly: isKeywordOnly))
            }
        }
    }
}

/// An argument of a call with its place.
public struct HostArgument {
    /// The parameter it was given for.
    public let name: String
    /// The value.
    public let value: Value
    /// Where it stands in the source.
    public let span: SourceSpan
    /// The variable that was named, when the argument is nothing but a name.
    public let variableName: String?
    let function: String

    /// Whether it is `None`.
    public var isNone: Bool { if case .none = value { true } else { false } }

    /// Says that the argument is not what was expected, at its place.
    public func mismatch(_ expected: String, fix: String? = nil) -> Diagnostic {
        Diagnostic(
            "\(function)() expects \(expected) for '\(name)', found \(value.typeDescription)",
            at: span, fix: fix)
    }

    /// An integer.
    public func int() throws(Diagnostic) -> Int {
        guard let value = value.integer else { throw mismatch("an integer") }
        return value
    }

    /// A number.
    public func double() throws(Diagnostic) -> Double {
        guard let value = value.number else { throw mismatch("a number") }
        return value
    }

    /// `True` or `False`.
    public func bool() throws(Diagnostic) -> Bool {
        switch value {
        case .bool(let value): return value
        case .array(let array) where array.tensor.ndim == 0 && array.tensor.dtype == .bool:
            return array.tensor.scalarValue != 0
        default: throw mismatch("True or False")
        }
    }

    /// A string.
    public func string() throws(Diagnostic) -> String {
        guard case .string(let text) = value else { throw mismatch("a string") }
        return text
    }

    /// A string out of a list; proposes the nearest.
    public func choice(_ choices: [String]) throws(Diagnostic) -> String {
        let text = try string()
        if choices.contains(text) { return text }
        let listed = choices.map { "'\($0)'" }.joined(separator: ", ")
        throw Diagnostic(
            "\(function)() expects one of \(listed) for '\(name)', found '\(text)'", at: span,
            fix: Suggestion.nearest(to: text, among: choices).map { "did you mean '\($0)'?" })
    }

    /// A recorded value.
    public func variable() throws(Diagnostic) -> Variable {
        guard case .variable(let variable) = value else {
            var fix: String?
            if value.number != nil || { if case .array = value { true } else { false } }() {
                fix = "declare it with input(…), parameter(…) or target(…) to record it"
            }
            throw mismatch("a Variable", fix: fix)
        }
        return variable
    }

    /// The numbers as a tensor of its own: of an array, a Variable, a number, or a nested
    /// list of numbers.
    public func tensor() throws(Diagnostic) -> Tensor {
        switch value {
        case .array(let array): return array.tensor.copied()
        case .variable(let variable): return variable.value
        case .bool, .int, .float, .list, .tuple, .range:
            return try TensorBuilding.tensor(from: value.plainNumbers, dtype: nil, at: span)
        default: throw mismatch("an array")
        }
    }

    /// The elements of a list or tuple, each with the place of the whole.
    public func list() throws(Diagnostic) -> [HostArgument] {
        let elements: [Value]
        switch value {
        case .list(let list): elements = list.elements
        case .tuple(let tuple): elements = tuple.elements
        default: throw mismatch("a list or a tuple")
        }
        return elements.enumerated().map { place, element in
            HostArgument(
                name: "\(name)[\(place)]", value: element, span: span, variableName: nil,
                function: function)
        }
    }

    /// An integer or a tuple of integers: a shape or axes.
    public func integers() throws(Diagnostic) -> [Int] {
        if let single = value.integer { return [single] }
        switch value {
        case .list, .tuple:
            var result: [Int] = []
            for element in try list() { result.append(try element.int()) }
            return result
        case .array(let array) where array.tensor.ndim == 1 && !array.tensor.dtype.isFloating:
            return array.tensor.integers().map { Int($0) }
        case .range(let range) where range.count <= 1 << 20:
            return (0..<range.count).map { range[$0] }
        default: throw mismatch("an integer or a tuple of integers")
        }
    }

    /// A host object of a type.
    public func host<Object: HostObject>(_ type: Object.Type, called word: String)
        throws(Diagnostic)
        -> Object
    {
        if case .host(let object) = value, let found = object as? Object { return found }
        throw mismatch("a \(word)")
    }
}

/// A call of a builtin or host function, with its arguments bound to parameters.
public struct HostCall {
    /// The function as messages show it.
    public let function: String
    /// Where the call stands.
    public let span: SourceSpan
    /// The arguments behind the named parameters (`*args`).
    public let rest: [HostArgument]
    /// The keywords that no parameter has (`**options`), in order.
    public let keywords: [HostArgument]
    let bound: [String: HostArgument]
    let interpreter: Interpreter

    /// The argument of a parameter; nil when left out or None.
    public subscript(name: String) -> HostArgument? {
        guard let argument = bound[name], !argument.isNone else { return nil }
        return argument
    }

    /// Whether the parameter was given at all, be it as None.
    public func has(_ name: String) -> Bool { bound[name] != nil }

    /// The argument of a required parameter, None included.
    public func required(_ name: String) throws(Diagnostic) -> HostArgument {
        guard let argument = bound[name] else {
            throw Diagnostic("\(function)() needs an argument '\(name)'", at: span)
        }
        return argument
    }

    /// The text of the value as `print` writes it.
    public func text(of value: Value) throws(Diagnostic) -> String {
        try interpreter.text(value, at: span)
    }

    /// Calls a function of the script, such as a lambda that was given as an argument.
    public func call(_ function: Value, _ arguments: [Value]) throws(Diagnostic) -> Value {
        try interpreter.call(
            function,
            arguments.map { GivenArgument(keyword: nil, value: $0, span: span, variableName: nil) },
            at: span)
    }

    /// The graph in which the session records.
    public var graph: Graph { interpreter.graph }

    /// The scopes that a class's name stands for, or one with a method's: `Block.attend`.
    public func scopes(ofClass name: String) -> [String] {
        (interpreter.scopesOfClasses[name] ?? []).sorted()
    }

    /// The node that stands for `variable` in what `root` was computed from: itself, or,
    /// when it was updated since, the newest of its versions before that `root` depends on.
    public func version(of variable: Variable, in root: Variable) -> Variable? {
        interpreter.version(of: variable, in: root)
    }
}
