import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// `print`, `len`, `isinstance` and what looks at values.
    func addPythonFunctions() {
        define("print", "*values, sep=, end=, flush=, file=") { call in
            var texts: [String] = []
            for value in call.rest { texts.append(try call.text(of: value.value)) }
            if let file = call["file"] {
                throw Diagnostic(
                    "print() writes to the output only in the lesson language", at: file.span,
                    fix: "leave 'file' out")
            }
            let separator = try call["sep"]?.string() ?? " "
            let end = try call["end"]?.string() ?? "\n"
            let line = texts.joined(separator: separator) + end
            try call.interpreter.write(line, at: call.span)
            return .none
        }
        define("len", "object") { call in
            .int(try call.interpreter.length(of: try call.required("object")))
        }
        define("repr", "object") { call in
            .string(
                try call.interpreter.representation(
                    try call.required("object").value, at: call.span))
        }
        define("ascii", "object") { call in
            try call.interpreter.converted(
                try call.required("object").value, .ascii, at: call.span)
        }
        define("format", "value, spec=") { call in
            .string(
                try call.interpreter.formatted(
                    try call.required("value").value, try call["spec"]?.string() ?? "",
                    at: call.span))
        }
        define("isinstance", "object, type") { call in
            let object = try call.required("object").value
            let kind = try call.required("type")
            return .bool(try call.interpreter.isInstance(object, of: kind.value, kind))
        }
        define("issubclass", "type, base") { call in
            let type = try call.required("type")
            guard case .classType(let own) = type.value else {
                if case .builtin(let function) = type.value, function.isType,
                    case .builtin(let base) = try call.required("base").value
                {
                    return .bool(
                        base === function || (function.name == "bool" && base.name == "int"))
                }
                throw call.interpreter.error(
                    "TypeError", "issubclass() arg 1 must be a class", at: type.span)
            }
            let base = try call.required("base")
            let bases: [HostArgument]
            if case .tuple = base.value { bases = try base.list() } else { bases = [base] }
            for base in bases {
                if case .classType(let other) = base.value, own.inherits(from: other) {
                    return .bool(true)
                }
            }
            return .bool(false)
        }
        define("callable", "object") { call in
            switch try call.required("object").value {
            case .function, .builtin, .boundMethod, .classType, .dtype: .bool(true)
            case .instance(let instance): .bool(instance.type.lookUp("__call__") != nil)
            default: .bool(false)
            }
        }
        define("hash", "object") { call in
            .int(
                try call.interpreter.hash(
                    try call.required("object").value, at: try call.required("object").span))
        }
        define("id", "object") { call in
            throw Diagnostic(
                "id() differs with every run and is not part of the lesson language", at: call.span,
                fix: "write 'a is b' to see whether two names hold the same object")
        }
        define("ord", "c") { call in
            let text = try call.required("c").string()
            guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
                throw call.interpreter.error(
                    "TypeError",
                    "ord() expected a character, but string of length "
                        + "\(text.unicodeScalars.count) found", at: call.span)
            }
            return .int(Int(scalar.value))
        }
        define("chr", "i") { call in
            let code = try call.required("i").int()
            guard code >= 0, code <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(code)) else {
                throw call.interpreter.error(
                    "ValueError", "chr() arg not in range(0x110000)", at: call.span)
            }
            return .string(String(scalar))
        }
        for (name, radix, prefix) in [("bin", 2, "0b"), ("oct", 8, "0o"), ("hex", 16, "0x")] {
            define(name, "number") { call in
                let number = try call.required("number").int()
                return .string(
                    (number < 0 ? "-" : "") + prefix + String(number.magnitude, radix: radix))
            }
        }
        addAttributeFunctions()
        builtins["NotImplemented"] = .builtin(
            BuiltinFunction(name: "NotImplemented", signature: CallSignature("")) { call in
                throw Diagnostic(
                    "'NotImplementedType' object is not callable", at: call.span,
                    fix: "write raise NotImplementedError()", kind: "TypeError")
            })
        builtins["Ellipsis"] = .ellipsis
    }

    /// `getattr` and the like, and what stands above definitions.
    private func addAttributeFunctions() {
        define("getattr", "object, name, default=") { call in
            let name = try call.required("name").string()
            do throws(Diagnostic) {
                return try call.interpreter.attribute(
                    name, of: try call.required("object").value, baseName: nil, at: call.span)
            } catch {
                guard error.kind == "AttributeError", call.has("default") else { throw error }
                return try call.required("default").value
            }
        }
        define("hasattr", "object, name") { call in
            let name = try call.required("name").string()
            do throws(Diagnostic) {
                _ = try call.interpreter.attribute(
                    name, of: try call.required("object").value, baseName: nil, at: call.span)
                return .bool(true)
            } catch {
                guard error.kind == "AttributeError" else { throw error }
                return .bool(false)
            }
        }
        define("setattr", "object, name, value", mayKeepValues: true) { call in
            try call.interpreter.setAttribute(
                try call.required("name").string(), of: try call.required("object").value,
                to: try call.required("value").value, at: call.span)
            return .none
        }
        define("vars", "object") { call in
            let argument = try call.required("object")
            guard case .instance(let instance) = argument.value else {
                throw call.interpreter.error(
                    "TypeError", "vars() argument must have __dict__ attribute", at: argument.span)
            }
            return try call.interpreter.attribute(
                "__dict__", ofInstance: instance, at: call.span)
        }
        define("property", "fget, fset=", mayKeepValues: true) { call in
            .descriptor(
                Descriptor(
                    .property, getter: try call.required("fget").value, setter: call["fset"]?.value)
            )
        }
        define("staticmethod", "function", mayKeepValues: true) { call in
            .descriptor(Descriptor(.staticmethod, getter: try call.required("function").value))
        }
        define("classmethod", "function", mayKeepValues: true) { call in
            .descriptor(Descriptor(.classmethod, getter: try call.required("function").value))
        }
    }

    private func isInstance(
        _ object: Value, of kind: Value, _ argument: HostArgument
    ) throws(Diagnostic) -> Bool {
        switch kind {
        case .tuple(let tuple):
            for element in tuple.elements
            where try isInstance(object, of: element, argument) { return true }
            return false
        case .classType(let type):
            if type === objectClass { return true }
            guard case .instance(let instance) = object else { return false }
            return instance.type.inherits(from: type)
        case .numberType(let dtype):
            if case .array(let array) = object {
                return array.isScalar && array.tensor.dtype == dtype
            }
            return false
        case .none:
            if case .none = object { return true }
            return false
        case .builtin(let function):
            let last = function.name.split(separator: ".").last.map(String.init) ?? ""
            let name = last == "array" ? "ndarray" : last
            if name == "bool", case .array(let array) = object, array.isScalar { return false }
            if object.typeName == name { return true }
            if name == "int", case .bool = object { return true }
            // float64 is a float to Python.
            if name == "float", case .array(let array) = object, array.isScalar {
                return array.tensor.dtype == .float64
            }
            if name == "type" {
                switch object {
                case .classType, .numberType: return true
                default: return false
                }
            }
            guard function.isType || last == "array" || last == "ndarray" else { break }
            return false
        default: break
        }
        throw error(
            "TypeError", "isinstance() arg 2 must be a type, a tuple of types, or a union",
            at: argument.span)
    }

    func length(of argument: HostArgument) throws(Diagnostic) -> Int {
        switch argument.value {
        case .string(let text): return text.unicodeScalars.count
        case .list(let list): return list.elements.count
        case .tuple(let tuple): return tuple.elements.count
        case .dict(let dict): return dict.count
        case .set(let set): return set.count
        case .view(let view): return view.dict.count
        case .range(let range): return range.count
        case .array(let array) where array.tensor.ndim > 0: return array.tensor.shape[0]
        case .array, .variable:
            if case .variable(let variable) = argument.value, variable.shape.rank > 0 {
                return variable.shape[0]
            }
            throw error("TypeError", "len() of unsized object", at: argument.span)
        case .host(let object):
            if let length = object.length { return length }
        case .instance:
            if let result = try special("__len__", of: argument.value, at: argument.span) {
                guard let length = result.integer else {
                    throw error(
                        "TypeError",
                        "'\(result.typeName)' object cannot be interpreted as an integer",
                        at: argument.span)
                }
                guard length >= 0 else {
                    throw error("ValueError", "__len__() should return >= 0", at: argument.span)
                }
                return length
            }
        default: break
        }
        throw error(
            "TypeError", "object of type '\(argument.value.typeName)' has no len()",
            at: argument.span)
    }
}

extension HostCall {
    /// A truth value of anything, false when left out.
    func truth(_ name: String) throws(Diagnostic) -> Bool {
        guard let argument = self[name] else { return false }
        return try interpreter.isTrue(argument.value, at: argument.span)
    }
}
