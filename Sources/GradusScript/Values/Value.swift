import GradusAutodiff
import GradusTensors

/// A value of the lesson language.
public enum Value {
    /// `None`.
    case none
    /// `...`, in an index.
    case ellipsis
    /// `True` or `False`.
    case bool(Bool)
    /// An integer of 64 bits.
    case int(Int)
    /// A Python float.
    case float(Double)
    /// A string.
    case string(String)
    /// A list, shared by all who hold it.
    case list(ListObject)
    /// A tuple.
    case tuple(TupleObject)
    /// A dict, shared by all who hold it.
    case dict(DictObject)
    /// A set or a frozenset, shared by all who hold it.
    case set(SetObject)
    /// The keys, values or items of a dict.
    case view(DictView)
    /// `range(…)`.
    case range(RangeValue)
    /// `a:b:c` in an index.
    case slice(SliceObject)
    /// A NumPy array or NumPy scalar.
    case array(NDArray)
    /// A node of the session's graph.
    case variable(Variable)
    /// A function that the script defined.
    case function(FunctionObject)
    /// A function or a bound method of the language or of the host.
    case builtin(BuiltinFunction)
    /// A class of the script, or an exception of the language.
    case classType(ClassObject)
    /// An object of such a class.
    case instance(InstanceObject)
    /// A function of a class, taken from an object.
    case boundMethod(BoundMethod)
    /// `super()`.
    case superclass(SuperObject)
    /// `@property` and the like.
    case descriptor(Descriptor)
    /// What `zip`, `enumerate` and generator expressions give: can be gone through once.
    case iterator(IteratorObject)
    /// A module or a namespace such as `np`.
    case module(ModuleObject)
    /// A dtype such as `np.dtype("float32")` and what `array.dtype` gives.
    case dtype(DType)
    /// The class of NumPy's numbers of a dtype, such as `np.float32`.
    case numberType(DType)
    /// A random generator.
    case generator(GeneratorObject)
    /// An object that the host defines, such as a model.
    case host(any HostObject)

    /// A tuple of the given values.
    public static func makeTuple(_ elements: [Value]) -> Value { .tuple(TupleObject(elements)) }
    /// A new list of the given values.
    public static func makeList(_ elements: [Value]) -> Value { .list(ListObject(elements)) }
    /// A tensor as a NumPy array; of rank 0: as a number.
    public static func tensor(_ tensor: Tensor) -> Value {
        .array(
            NDArray(
                tensor, isScalar: tensor.ndim == 0, base: nil, account: nil, isPlain: true))
    }

    /// What a message calls the value: `a list`, `an array of shape (3,)`, `the number 2`.
    public var typeDescription: String {
        switch self {
        case .none: "None"
        case .ellipsis: "'...'"
        case .bool(let value): value ? "True" : "False"
        case .int(let value): "the int \(value)"
        case .float(let value): "the float \(PythonFormat.repr(value))"
        case .string(let text):
            text.unicodeScalars.count <= 24 ? "the string \(PythonFormat.repr(text))" : "a string"
        case .list: "a list"
        case .tuple: "a tuple"
        case .dict: "a dict"
        case .set(let set): set.isFrozen ? "a frozenset" : "a set"
        case .view(let view): "a \(view.kind.rawValue)"
        case .range: "a range"
        case .slice: "a slice"
        case .array(let array):
            array.isScalar
                ? "the NumPy number \(NumberPrinting.pythonRepr(scalar: array.tensor))"
                : "an array of shape \(array.tensor.shape)"
        case .variable(let variable):
            variable.name.map { "the Variable '\($0)' of shape \(variable.shape)" }
                ?? "a Variable of shape \(variable.shape)"
        case .function(let function): "the function '\(function.definition.name)'"
        case .builtin(let function): "the function '\(function.name)'"
        case .classType(let type): "the class '\(type.name)'"
        case .instance(let instance): "an object of the class '\(instance.type.name)'"
        case .boundMethod(let method): "the method '\(method.function.name)'"
        case .superclass: "super()"
        case .descriptor(let descriptor): "a \(descriptor.kind.rawValue)"
        case .iterator(let iterator): "a \(iterator.kind)"
        case .module(let module): "the module '\(module.name)'"
        case .dtype(let dtype), .numberType(let dtype): "the dtype \(dtype)"
        case .generator: "a random generator"
        case .host(let object): "a \(object.typeName)"
        }
    }

    /// Python's name of the type: `int`, `list`, `ndarray` …
    public var typeName: String {
        switch self {
        case .none: "NoneType"
        case .ellipsis: "ellipsis"
        case .bool: "bool"
        case .int: "int"
        case .float: "float"
        case .string: "str"
        case .list: "list"
        case .tuple: "tuple"
        case .dict: "dict"
        case .set(let set): set.isFrozen ? "frozenset" : "set"
        case .view(let view): view.kind.rawValue
        case .range: "range"
        case .slice: "slice"
        case .array(let array): array.isScalar ? "\(array.tensor.dtype)" : "ndarray"
        case .variable: "Variable"
        case .function: "function"
        case .builtin(let function): function.isType ? "type" : "builtin_function_or_method"
        case .classType: "type"
        case .instance(let instance): instance.type.name
        case .boundMethod: "method"
        case .superclass: "super"
        case .descriptor(let descriptor): descriptor.kind.rawValue
        case .iterator(let iterator): iterator.kind
        case .module: "module"
        case .dtype: "dtype"
        case .numberType: "type"
        case .generator: "Generator"
        case .host(let object): object.typeName
        }
    }

    /// The value as an integer where it is one exactly: an int, a bool, a NumPy integer.
    public var integer: Int? {
        switch self {
        case .int(let value): value
        case .bool(let value): value ? 1 : 0
        case .array(let array) where array.tensor.ndim == 0 && !array.tensor.dtype.isFloating:
            Int(array.tensor.scalarInteger)
        case .variable(let variable) where variable.shape.rank == 0 && !variable.dtype.isFloating:
            Int(variable.value.scalarInteger)
        default: nil
        }
    }

    /// The value as a number where it is one: a Python number, or an array or a Variable
    /// of one element without axes.
    public var number: Double? {
        switch self {
        case .int(let value): Double(value)
        case .bool(let value): value ? 1 : 0
        case .float(let value): value
        case .array(let array) where array.tensor.ndim == 0: array.tensor.scalarValue
        case .variable(let variable) where variable.shape.rank == 0: variable.value.scalarValue
        default: nil
        }
    }
}
