import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// `value.name`.
    func attribute(
        _ name: String, of value: Value, baseName: String?, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        if name == "__class__" {
            switch value {
            case .instance, .classType, .superclass: break
            default: return type(of: value)
            }
        }
        switch value {
        case .module(let module):
            if let member = module.members[name] { return member }
            throw unknownMember(name, of: module, at: place)
        case .array(let array):
            if array.isFilledWithRecorded, !Self.plainAttributes.contains(name) {
                return try attribute(
                    name, of: try recordedForm(value, at: place), baseName: baseName, at: place)
            }
            if let found = try attribute(name, ofTensor: array.tensor, value, at: place) {
                return recording(found, name, origins(of: value))
            }
            throw missing(name, of: value, among: Self.arrayAttributes, at: place)
        case .variable(let variable):
            if name == "name" { return variable.name.map { .string($0) } ?? .none }
            if name == "value" { return try array(variable.value.copied(), at: place) }
            if let method = recordedMethod(name, of: variable) { return method }
            if let found = try attribute(name, ofTensor: variable.value, value, at: place) {
                return recording(found, name, nil)
            }
            throw missing(
                name, of: value, among: Self.arrayAttributes + ["name", "value"], at: place)
        case .instance(let instance): return try attribute(name, ofInstance: instance, at: place)
        case .classType(let type): return try attribute(name, ofClass: type, at: place)
        case .superclass(let object): return try attribute(name, ofSuper: object, at: place)
        case .descriptor(let descriptor) where descriptor.kind == .property:
            return try attribute(name, ofProperty: descriptor, at: place)
        case .boundMethod(let method):
            switch name {
            case "__self__": return method.receiver
            case "__func__": return .function(method.function)
            case "__name__": return .string(method.function.name)
            default: throw missing(name, of: value, among: [], at: place)
            }
        case .function(let function):
            switch name {
            case "__name__": return .string(function.name)
            case "__qualname__": return .string(function.shownName)
            case "__doc__": return function.definition.documentation.map { .string($0) } ?? .none
            default: throw missing(name, of: value, among: ["__name__", "__doc__"], at: place)
            }
        case .builtin(let function) where name == "__name__":
            return .string(
                function.name.split(separator: ".").last.map(String.init) ?? function.name)
        case .builtin(let function) where function.isType:
            return try attribute(name, ofType: function, at: place)
        case .generator(let generator):
            if let method = generator.method(name) { return .builtin(method) }
            throw missing(name, of: value, among: GeneratorObject.methodNames, at: place)
        case .list(let list):
            return try method(name, of: value, ListMethods.methods(list), at: place)
        case .dict(let dict):
            return try method(name, of: value, DictMethods.methods(dict), at: place)
        case .string(let text):
            if let method = StringMethods.method(name, of: text) { return .builtin(method) }
            throw missing(name, of: value, among: StringMethods.names, at: place)
        case .set(let set):
            return try method(name, of: value, SetMethods.methods(set), at: place)
        case .range(let range):
            switch name {
            case "start": return .int(range.start)
            case "stop": return .int(range.stop)
            case "step": return .int(range.step)
            default: throw missing(name, of: value, among: ["start", "stop", "step"], at: place)
            }
        case .slice(let slice):
            switch name {
            case "start": return slice.start
            case "stop": return slice.stop
            case "step": return slice.step
            default: throw missing(name, of: value, among: ["start", "stop", "step"], at: place)
            }
        case .tuple(let tuple):
            return try method(name, of: value, ListMethods.methods(ofTuple: tuple), at: place)
        case .numberType(let dtype):
            guard name == "__name__" else {
                throw missing(name, of: value, among: ["__name__"], at: place)
            }
            return .string(dtype.rawValue)
        case .dtype(let dtype):
            switch name {
            case "name": return .string(dtype.rawValue)
            case "itemsize": return .int(dtype.itemSize)
            case "kind":
                return .string(
                    dtype == .bool ? "b" : dtype.isFloating ? "f" : dtype.isUnsigned ? "u" : "i")
            case "type": return .numberType(dtype)
            default:
                throw missing(name, of: value, among: ["name", "itemsize", "kind"], at: place)
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
        case .float(let number) where NumberMethods.names.contains(name):
            return NumberMethods.attribute(name, of: number)
        case .int(let number) where NumberMethods.names.contains(name):
            return NumberMethods.attribute(name, of: number)
        case .bool(let flag) where NumberMethods.names.contains(name):
            return NumberMethods.attribute(name, of: flag ? 1 : 0)
        default: throw missing(name, of: value, among: [], at: place)
        }
    }

    func missing(
        _ name: String, of value: Value, among known: [String], at place: SourceSpan
    ) -> Diagnostic {
        error(
            "AttributeError", Self.subject(of: value) + " has no attribute '\(name)'", at: place,
            fix: Suggestion.nearest(to: name, among: known.sorted()).map { "did you mean '\($0)'?" }
        )
    }

    private static func subject(of value: Value) -> String {
        switch value {
        case .array(let array) where !array.isScalar: value.typeDescription
        case .variable: value.typeDescription
        default: "'\(value.typeName)' object"
        }
    }

    /// `property.setter`, which makes a property that can be assigned.
    private func attribute(
        _ name: String, ofProperty property: Descriptor, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        switch name {
        case "setter":
            return .method("setter", parameters: "function") { call in
                .descriptor(
                    Descriptor(
                        .property, getter: property.getter,
                        setter: try call.required("function").value))
            }
        case "fget": return property.getter
        default: throw missing(name, of: .descriptor(property), among: ["setter"], at: place)
        }
    }

    /// A method of a type, which takes the object as its first argument: `str.upper`.
    private func attribute(
        _ name: String, ofType type: BuiltinFunction, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        if name == "fromkeys", type.name == "dict" { return DictMethods.fromKeys }
        let known: Bool =
            switch type.name {
            case "str": StringMethods.names.contains(name)
            case "list": ListMethods.methods(ListObject([]))[name] != nil
            case "dict": DictMethods.methods(DictObject())[name] != nil
            case "set": SetMethods.methods(SetObject())[name] != nil
            case "float", "int": NumberMethods.names.contains(name)
            default: false
            }
        guard known else {
            throw error(
                "AttributeError", "type object '\(type.name)' has no attribute '\(name)'", at: place
            )
        }
        return .method("\(type.name).\(name)", parameters: "self, *args, **keywords") {
            [unowned self] call in
            let object = try call.required("self").value
            guard object.typeName == type.name else {
                throw Diagnostic(
                    "descriptor '\(name)' for '\(type.name)' objects doesn't apply to a "
                        + "'\(object.typeName)' object", at: call.span, kind: "TypeError")
            }
            let method = try attribute(name, of: object, baseName: nil, at: call.span)
            let given =
                (call.rest.map { (nil, $0) } + call.keywords.map { ($0.name, $0) })
                as [(String?, HostArgument)]
            return try self.call(
                method,
                given.map {
                    GivenArgument(
                        keyword: $0.0, value: $0.1.value, span: $0.1.span, variableName: nil)
                }, at: call.span)
        }
    }

    private func method(
        _ name: String, of value: Value, _ methods: [String: BuiltinFunction], at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        if let method = methods[name] { return .builtin(method) }
        throw missing(name, of: value, among: Array(methods.keys), at: place)
    }
}
