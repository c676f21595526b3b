import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// `value.name`.
    func attribute(
        _ name: String, of value: Value, baseName: String?, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        switch value {
        case .module(let module):
            if let member = module.members[name] { return member }
            throw unknownMember(name, of: module, at: place)
        case .array(let array):
            if let found = try attribute(name, ofTensor: array.tensor, value, at: place) {
                return found
            }
            throw missing(name, of: value, among: Self.arrayAttributes, at: place)
        case .variable(let variable):
            if name == "name" { return variable.name.map { .string($0) } ?? .none }
            if name == "value" { return try array(variable.value.copied(), at: place) }
            if let method = recordedMethod(name, of: variable) { return method }
            if let found = try attribute(name, ofTensor: variable.value, value, at: place) {
                return found
            }
            throw missing(name, of: value, among: Self.arrayAttributes + ["name", "value"], at: place)
        case .generator(let generator):
            if let method = generator.method(name) { return .builtin(method) }
            throw missing(name, of: value, among: GeneratorObject.methodNames, at: place)
        case .list(let list): return try method(name, of: value, ListMethods.methods(list), at: place)
        case .dict(let dict): return try method(name, of: value, DictMethods.methods(dict), at: place)
        case .string(let text):
            return try method(name, of: value, StringMethods.methods(text), at: place)
        case .tuple(let tuple):
            return try method(name, of: value, ListMethods.methods(ofTuple: tuple), at: place)
        case .dtype(let dtype):
            switch name {
            case "name": return .string(dtype.rawValue)
            case "itemsize": return .int(dtype.itemSize)
            default: throw missing(name, of: value, among: ["name", "itemsize"], at: place)
            }
        case .host(let object):
            do {
                if let found = try object.attribute(name) { return found }
            } catch let diagnostic as Diagnostic {
                throw diagnostic.located(at: place)
            } catch {
                throw Diagnostic("\(error)", at: place)
            }
            throw missing(name, of: value, among: object.attributeNames, at: place)
        case .float(let number) where name == "is_integer":
            return .builtin(
                BuiltinFunction(name: name, signature: CallSignature("")) { _ in
                    .bool(number.isFinite && number == number.rounded())
                })
        case .int, .float, .bool:
            // NumPy's numbers have what arrays have; those that went through Python lost it.
            throw missing(name, of: value, among: [], at: place)
        default: throw missing(name, of: value, among: [], at: place)
        }
    }

    func missing(
        _ name: String, of value: Value, among known: [String], at place: SourceSpan
    ) -> Diagnostic {
        Diagnostic(
            "\(value.typeDescription) has no attribute '\(name)'", at: place,
            fix: Suggestion.nearest(to: name, among: known.sorted()).map { "did you mean '\($0)'?" })
    }

    private func method(
        _ name: String, of value: Value, _ methods: [String: BuiltinFunction], at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        if let method = methods[name] { return .builtin(method) }
        throw missing(name, of: value, among: Array(methods.keys), at: place)
    }
}
