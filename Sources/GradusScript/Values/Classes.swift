/// A class, of the script or one of the language's exceptions.
public final class ClassObject {
    /// The name behind `class`.
    public let name: String
    let bases: [ClassObject]
    /// The class and those it inherits from, in the order in which names are looked up.
    private(set) var order: [ClassObject] = []
    /// Names and values in the order of the body.
    var attributes: [String: Value] = [:]
    /// Whether the language defines it.
    let isBuiltin: Bool
    /// Whether it inherits from `BaseException`.
    private(set) var isException = false

    init(name: String, bases: [ClassObject], isBuiltin: Bool = false) {
        self.name = name
        self.bases = bases
        self.isBuiltin = isBuiltin
    }

    /// Computes the order by C3 linearisation (Barrett et al., OOPSLA 1996), as Python does.
    /// False when there is none.
    func linearise() -> Bool {
        var lists = bases.map(\.order) + [bases]
        order = [self]
        while true {
            lists.removeAll(where: \.isEmpty)
            guard !lists.isEmpty else { break }
            guard
                let next = lists.lazy.map({ $0[0] }).first(where: { candidate in
                    !lists.contains { $0.dropFirst().contains { $0 === candidate } }
                })
            else { return false }
            order.append(next)
            for place in lists.indices where lists[place].first === next {
                lists[place].removeFirst()
            }
        }
        isException = order.contains { $0.isBuiltin && $0.name == "BaseException" }
        return true
    }

    /// A name in the class or in those it inherits from.
    func lookUp(_ name: String) -> Value? {
        for one in order {
            if let found = one.attributes[name] { return found }
        }
        return nil
    }

    /// The same behind `after`, for `super()`.
    func lookUp(_ name: String, behind after: ClassObject) -> Value? {
        guard let place = order.firstIndex(where: { $0 === after }) else { return nil }
        for one in order[(place + 1)...] {
            if let found = one.attributes[name] { return found }
        }
        return nil
    }

    /// Whether it is `other` or inherits from it.
    func inherits(from other: ClassObject) -> Bool { order.contains { $0 === other } }

    /// Whether it inherits from a class of the language with this name.
    func inherits(fromBuiltin name: String) -> Bool {
        order.contains { $0.isBuiltin && $0.name == name }
    }
}

/// An object of a class.
public final class InstanceObject {
    /// Its class.
    public let type: ClassObject
    /// What a reader calls it: the first name that it was bound to, `net.layers[0]`.
    var path: String?
    /// Whether that name is a function's own, to be replaced by the first one outside.
    var hasLocalPath = false
    /// Its own names.
    var attributes: [String: Value] = [:] {
        didSet { charge.change(to: 160 + attributes.count * (64 + MemoryCharge.valueSize)) }
    }
    /// What an exception was made of.
    var arguments: [Value] = []
    private var charge = MemoryCharge(160)

    init(type: ClassObject) { self.type = type }

    deinit {
        charge.end()
        var held = arguments + attributes.values
        arguments = []
        attributes = [:]
        ScriptMemory.free(&held)
    }
}

/// A function that was taken from an object and gets it as its first argument.
public final class BoundMethod {
    let function: FunctionObject
    let receiver: Value

    init(function: FunctionObject, receiver: Value) {
        self.function = function
        self.receiver = receiver
    }
}

/// `super()`: the object, seen as one of the classes behind `after`.
public final class SuperObject {
    let instance: Value
    let type: ClassObject
    let after: ClassObject

    init(instance: Value, type: ClassObject, after: ClassObject) {
        self.instance = instance
        self.type = type
        self.after = after
    }
}

/// `@property`, `@staticmethod` and `@classmethod`.
public final class Descriptor {
    enum Kind: String { case property, staticmethod, classmethod }
    let kind: Kind
    let getter: Value
    let setter: Value?

    init(_ kind: Kind, getter: Value, setter: Value? = nil) {
        self.kind = kind
        self.getter = getter
        self.setter = setter
    }
}
