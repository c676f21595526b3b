import GradusDiagnostics

extension Interpreter {
    // MARK: class

    func defineClass(_ definition: ClassDefinition, in frame: Frame) throws(Diagnostic) -> Value {
        var bases: [ClassObject] = []
        for expression in definition.bases {
            let value = try evaluate(expression, in: frame)
            guard case .classType(let base) = value else {
                throw error(
                    "TypeError",
                    "a class can inherit from classes only, found "
                        + value.typeDescription, at: expression.span,
                    fix: {
                        if case .builtin = value {
                            "keep the value in an attribute instead"
                        } else {
                            nil
                        }
                    }())
            }
            bases.append(base)
        }
        if bases.isEmpty { bases = [objectClass] }
        let made = ClassObject(name: definition.name, bases: bases)
        guard made.linearise() else {
            throw error(
                "TypeError",
                "Cannot create a consistent method resolution order (MRO) for bases "
                    + bases.map(\.name).joined(separator: ", "), at: definition.span)
        }
        guard made.order.count <= 200 else {
            throw Diagnostic(
                "classes inherit from one another more than 200 deep", at: definition.span)
        }
        try checkMemory(1024, at: definition.span)
        account.add(1024)
        let body = Frame(parent: frame, definition: nil, isClassBody: true)
        _ = try nested(at: definition.span) { () throws(Diagnostic) in
            try execute(definition.body, in: body)
        }
        made.attributes = body.variables
        for value in body.variables.values {
            switch value {
            case .function(let function): function.belong(to: made)
            case .descriptor(let descriptor):
                for case .function(let function)? in [descriptor.getter, descriptor.setter] {
                    function.belong(to: made)
                }
            default: break
            }
        }
        return .classType(made)
    }

    // MARK: making objects

    func instantiate(
        _ type: ClassObject, _ arguments: [GivenArgument], at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        mayKeepValues = true
        try checkMemory(256, at: span)
        let instance = InstanceObject(type: type)
        if type.isException {
            instance.arguments = arguments.filter { $0.keyword == nil }.map(\.value)
        }
        if let initializer = type.lookUp("__init__") {
            let result = try call(
                try bound(initializer, to: .instance(instance), type, at: span), arguments, at: span
            )
            guard case .none = result else {
                throw error(
                    "TypeError", "__init__() should return None, not '\(result.typeName)'", at: span
                )
            }
        } else if !arguments.isEmpty, !type.isException {
            throw error("TypeError", "\(type.name)() takes no arguments", at: span)
        }
        return .instance(instance)
    }

    /// A class's value as an object of the class sees it: functions get the object.
    func bound(
        _ value: Value, to receiver: Value, _ type: ClassObject, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        switch value {
        case .function(let function):
            return .boundMethod(BoundMethod(function: function, receiver: receiver))
        case .descriptor(let descriptor):
            switch descriptor.kind {
            case .staticmethod: return descriptor.getter
            case .classmethod:
                return try bound(descriptor.getter, to: .classType(type), type, at: span)
            case .property:
                return try call(descriptor.getter, plain([receiver], at: span), at: span)
            }
        default: return value
        }
    }

    func plain(_ values: [Value], at span: SourceSpan) -> [GivenArgument] {
        values.map { GivenArgument(keyword: nil, value: $0, span: span, variableName: nil) }
    }

    // MARK: attributes

    func attribute(
        _ name: String, ofInstance instance: InstanceObject, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        let type = instance.type
        let shared = type.lookUp(name)
        if case .descriptor(let descriptor)? = shared, descriptor.kind == .property {
            return try bound(.descriptor(descriptor), to: .instance(instance), type, at: span)
        }
        if let value = instance.attributes[name] { return value }
        if let shared { return try bound(shared, to: .instance(instance), type, at: span) }
        switch name {
        case "__class__": return .classType(type)
        case "__dict__":
            let dict = DictObject()
            for (key, value) in instance.attributes.sorted(by: { $0.key < $1.key }) {
                dict.set(.string(key), .string(key), value)
            }
            return .dict(dict)
        case "args" where type.isException: return .makeTuple(instance.arguments)
        case "__init__" where type.isException:
            return .method("__init__", parameters: "*args") { call in
                instance.arguments = call.rest.map(\.value)
                return .none
            }
        default: break
        }
        if let fallback = type.lookUp("__getattr__") {
            return try call(
                try bound(fallback, to: .instance(instance), type, at: span),
                plain([.string(name)], at: span), at: span)
        }
        throw missing(
            name, of: .instance(instance),
            among: Array(instance.attributes.keys) + type.order.flatMap(\.attributes.keys), at: span
        )
    }

    func attribute(
        _ name: String, ofClass type: ClassObject, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        switch type.lookUp(name) {
        case .descriptor(let descriptor)? where descriptor.kind != .property:
            return try bound(.descriptor(descriptor), to: .classType(type), type, at: span)
        case let found?: return found
        case nil: break
        }
        switch name {
        case "__name__", "__qualname__": return .string(type.name)
        case "__bases__": return .makeTuple(type.bases.map { .classType($0) })
        case "__mro__": return .makeTuple(type.order.map { .classType($0) })
        case "__doc__": return .none
        case "__init__" where type.isException:
            return .method("__init__", parameters: "self, *args") { call in
                guard case .instance(let instance) = try call.required("self").value else {
                    throw try call.required("self").mismatch("an exception")
                }
                instance.arguments = call.rest.map(\.value)
                return .none
            }
        case "__init__": return .method("__init__", parameters: "self") { _ in .none }
        default:
            throw error(
                "AttributeError", "type object '\(type.name)' has no attribute '\(name)'", at: span,
                fix: Suggestion.nearest(
                    to: name, among: type.order.flatMap(\.attributes.keys).sorted()
                ).map { "did you mean '\($0)'?" })
        }
    }

    func attribute(
        _ name: String, ofSuper object: SuperObject, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        if let found = object.type.lookUp(name, behind: object.after) {
            return try bound(found, to: object.instance, object.type, at: span)
        }
        if name == "__init__" {
            return .method("__init__", parameters: "*args") { call in
                if case .instance(let instance) = object.instance, instance.type.isException {
                    instance.arguments = call.rest.map(\.value)
                } else if !call.rest.isEmpty {
                    throw Diagnostic(
                        "object.__init__() takes exactly one argument (the instance to initialize)",
                        at: call.span, kind: "TypeError")
                }
                return .none
            }
        }
        if case .instance(let instance) = object.instance {
            switch name {
            case "__str__":
                return .method(name, parameters: "") { [unowned self] call in
                    .string(try plainText(of: instance, at: call.span))
                }
            case "__repr__":
                return .method(name, parameters: "") { [unowned self] call in
                    .string(try plainRepresentation(of: instance, at: call.span))
                }
            case "__eq__":
                return .method(name, parameters: "other") { call in
                    if case .instance(let other) = try call.required("other").value {
                        return .bool(other === instance)
                    }
                    return .bool(false)
                }
            default: break
            }
        }
        throw error("AttributeError", "'super' object has no attribute '\(name)'", at: span)
    }

    func setAttribute(
        _ name: String, of object: Value, to value: Value, at span: SourceSpan
    ) throws(Diagnostic) {
        mayKeepValues = true
        switch object {
        case .instance(let instance):
            if case .descriptor(let descriptor)? = instance.type.lookUp(name),
                descriptor.kind == .property
            {
                guard let setter = descriptor.setter else {
                    throw error(
                        "AttributeError",
                        "property '\(name)' of '\(instance.type.name)' object has no setter",
                        at: span, fix: "define one with @\(name).setter")
                }
                _ = try call(setter, plain([object, value], at: span), at: span)
                return
            }
            try checkMemory(96, at: span)
            instance.attributes[name] = value
        case .classType(let type) where !type.isBuiltin:
            try checkMemory(96, at: span)
            if case .function(let function) = value { function.belong(to: type) }
            type.attributes[name] = value
        default:
            throw error(
                "AttributeError", "'\(object.typeName)' object has no attribute '\(name)'",
                at: span,
                fix: "keep the value in a variable, a dict or an object of a class")
        }
    }

    /// `super()` in a method.
    func superclass(
        _ given: [GivenArgument], at span: SourceSpan, in frame: Frame
    ) throws(Diagnostic) -> Value {
        if given.count == 2, case .classType(let after) = given[0].value {
            return try superclass(of: given[1].value, behind: after, at: span)
        }
        var current: Frame? = frame
        while let found = current, found.function == nil { current = found.parent }
        guard given.isEmpty, let found = current, let after = found.function?.owner,
            let first = found.function?.definition.parameters.first,
            let instance = found.variables[first.name]
        else {
            throw error(
                "RuntimeError", "super(): no arguments", at: span,
                fix: "call it in a method of a class")
        }
        return try superclass(of: instance, behind: after, at: span)
    }

    private func superclass(
        of instance: Value, behind after: ClassObject, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        let type: ClassObject
        switch instance {
        case .instance(let object): type = object.type
        case .classType(let own): type = own
        default: throw error("TypeError", "super() needs an object of a class", at: span)
        }
        guard type.inherits(from: after) else {
            throw error(
                "TypeError", "super(type, obj): obj must be an instance or subtype of type",
                at: span)
        }
        return .superclass(SuperObject(instance: instance, type: type, after: after))
    }

    // MARK: special methods

    /// Calls a method such as `__len__`; nil when the class does not define it.
    func special(
        _ name: String, of value: Value, _ arguments: [Value] = [], at span: SourceSpan
    ) throws(Diagnostic) -> Value? {
        guard case .instance(let instance) = value, let method = instance.type.lookUp(name) else {
            return nil
        }
        if case .none = method { return nil }
        return try call(
            try bound(method, to: value, instance.type, at: span), plain(arguments, at: span),
            at: span)
    }

    private static let operatorNames: [BinaryOperator: String] = [
        .add: "add", .subtract: "sub", .multiply: "mul", .divide: "truediv",
        .floorDivide: "floordiv", .remainder: "mod", .power: "pow", .matmul: "matmul",
        .bitAnd: "and", .bitOr: "or", .bitXor: "xor", .shiftLeft: "lshift", .shiftRight: "rshift",
    ]

    /// An operator that the class of one of the operands defines.
    func specialBinary(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, at span: SourceSpan
    ) throws(Diagnostic) -> Value? {
        let name = Self.operatorNames[operation] ?? ""
        if let result = try special("__\(name)__", of: left, [right], at: span),
            !isNotImplemented(result)
        {
            return result
        }
        if let result = try special("__r\(name)__", of: right, [left], at: span),
            !isNotImplemented(result)
        {
            return result
        }
        return nil
    }

    /// The same for `left op= right`, by a method of its own such as `__iadd__`.
    func specialInPlace(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, at span: SourceSpan
    ) throws(Diagnostic) -> Value? {
        let name = Self.operatorNames[operation] ?? ""
        guard let result = try special("__i\(name)__", of: left, [right], at: span),
            !isNotImplemented(result)
        else { return nil }
        return result
    }

    func isNotImplemented(_ value: Value) -> Bool {
        if case .builtin(let function) = value { function.name == "NotImplemented" } else { false }
    }

    func instanceText(_ instance: InstanceObject, at span: SourceSpan) throws(Diagnostic) -> String
    {
        for name in ["__str__", "__repr__"] {
            if name == "__repr__", instance.type.isException { break }
            guard let result = try special(name, of: .instance(instance), at: span) else {
                continue
            }
            guard case .string(let text) = result else {
                throw error(
                    "TypeError", "\(name) returned non-string (type \(result.typeName))", at: span)
            }
            return text
        }
        return try plainText(of: instance, at: span)
    }

    private func plainText(of instance: InstanceObject, at span: SourceSpan) throws(Diagnostic)
        -> String
    {
        guard instance.type.isException else {
            return try plainRepresentation(of: instance, at: span)
        }
        switch instance.arguments.count {
        case 0: return ""
        case 1:
            return instance.type.inherits(fromBuiltin: "KeyError")
                ? try representation(instance.arguments[0], at: span)
                : try text(instance.arguments[0], at: span)
        default: return try representation(.makeTuple(instance.arguments), at: span)
        }
    }

    func instanceRepresentation(
        _ instance: InstanceObject, at span: SourceSpan
    ) throws(Diagnostic) -> String {
        if let result = try special("__repr__", of: .instance(instance), at: span) {
            guard case .string(let text) = result else {
                throw error(
                    "TypeError", "__repr__ returned non-string (type \(result.typeName))", at: span)
            }
            return text
        }
        return try plainRepresentation(of: instance, at: span)
    }

    private func plainRepresentation(
        of instance: InstanceObject, at span: SourceSpan
    ) throws(Diagnostic) -> String {
        guard instance.type.isException else { return "<\(instance.type.name) object>" }
        var parts: [String] = []
        for argument in instance.arguments { parts.append(try representation(argument, at: span)) }
        return "\(instance.type.name)(\(parts.joined(separator: ", ")))"
    }
}
