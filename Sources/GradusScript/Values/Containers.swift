/// A list: shared by all who hold it, as in Python.
public final class ListObject {
    private var charge: MemoryCharge

    /// The elements.
    public var elements: [Value] {
        didSet { charge.change(to: Self.bytes(elements.count)) }
    }

    /// Makes a list.
    public init(_ elements: [Value]) {
        charge = MemoryCharge(Self.bytes(elements.count))
        self.elements = elements
    }

    private static func bytes(_ count: Int) -> Int { 64 + count * MemoryCharge.valueSize }

    deinit {
        charge.end()
        var held = elements
        elements = []
        ScriptMemory.free(&held)
    }
}

/// A tuple.
public final class TupleObject {
    private var charge: MemoryCharge

    /// The elements.
    public private(set) var elements: [Value]

    /// Makes a tuple.
    public init(_ elements: [Value]) {
        charge = MemoryCharge(64 + elements.count * MemoryCharge.valueSize)
        self.elements = elements
    }

    deinit {
        charge.end()
        var held = elements
        elements = []
        ScriptMemory.free(&held)
    }
}

/// What can be a key of a dict or an element of a set.
public indirect enum DictKey: Hashable, Sendable {
    /// `None`.
    case none
    /// A number; integers and floats of the same value are one key.
    case number(Double)
    /// An integer that a Double cannot hold exactly.
    case integer(Int)
    /// A string.
    case string(String)
    /// A tuple of keys.
    case tuple([DictKey])
    /// A frozen set of keys.
    case set(Set<DictKey>)
    /// An object that equals only itself: a function, a class, an instance.
    case object(ObjectIdentifier)
    /// An instance whose class defines `__hash__`, by that number; equal ones are one key.
    case hashed(type: ObjectIdentifier, Int)
}

/// A dict that keeps its keys in the order in which they were added.
public final class DictObject {
    /// The keys' places in `slots`.
    private var places: [DictKey: Int] = [:]
    /// The entries in order; nil where one was removed.
    private var slots: [(key: Value, value: Value)?] = []
    private var charge: MemoryCharge
    /// Grows whenever a key is added or removed, so that a loop over the dict notices.
    private(set) var keyChanges = 0

    /// Makes an empty dict.
    public init() { charge = MemoryCharge(Self.bytes(0)) }

    private static func bytes(_ count: Int) -> Int {
        128 + count * (96 + 2 * MemoryCharge.valueSize)
    }

    /// The number of entries.
    public var count: Int { places.count }
    /// The entries in the order of their addition.
    public var entries: [(key: Value, value: Value)] { slots.compactMap { $0 } }

    /// The entry at or behind a place, and the place behind it, for going through.
    func entry(from place: Int) -> (entry: (key: Value, value: Value), next: Int)? {
        var place = place
        while place < slots.count {
            if let entry = slots[place] { return (entry, place + 1) }
            place += 1
        }
        return nil
    }

    /// The entries' keys as they are compared, in order.
    var orderedKeys: [DictKey] {
        var keys = [DictKey?](repeating: nil, count: slots.count)
        for (key, place) in places { keys[place] = key }
        return keys.compactMap { $0 }
    }

    /// The value of a key.
    public subscript(key: DictKey) -> Value? {
        guard let place = places[key] else { return nil }
        return slots[place]?.value
    }

    /// Adds or replaces a value; a key that is there stays the one that is shown.
    public func set(_ key: DictKey, _ shown: Value, _ value: Value) {
        if let place = places[key], let slot = slots[place] {
            slots[place] = (slot.key, value)
        } else {
            places[key] = slots.count
            slots.append((shown, value))
            keyChanges += 1
            charge.change(to: Self.bytes(slots.count))
        }
    }

    /// Removes an entry and returns its value.
    public func remove(_ key: DictKey) -> Value? {
        guard let place = places.removeValue(forKey: key) else { return nil }
        let removed = slots[place]?.value
        slots[place] = nil
        keyChanges += 1
        while let last = slots.last, last == nil { slots.removeLast() }
        if slots.count > 32, places.count * 2 < slots.count { compact() }
        charge.change(to: Self.bytes(slots.count))
        return removed
    }

    /// Removes all entries.
    func removeAll() {
        var held = values
        places = [:]
        slots = []
        keyChanges += 1
        charge.change(to: Self.bytes(0))
        ScriptMemory.free(&held)
    }

    /// All keys and values.
    private var values: [Value] { slots.flatMap { $0.map { [$0.key, $0.value] } ?? [] } }

    private func compact() {
        var moved = [Int](repeating: 0, count: slots.count)
        var kept: [(key: Value, value: Value)?] = []
        for (place, slot) in slots.enumerated() where slot != nil {
            moved[place] = kept.count
            kept.append(slot)
        }
        slots = kept
        places = places.mapValues { moved[$0] }
    }

    deinit {
        charge.end()
        guard
            slots.contains(where: { $0?.key.holdsOthers ?? false || $0?.value.holdsOthers ?? false }
            )
        else { return }
        var held = values
        slots = []
        ScriptMemory.free(&held)
    }
}

/// What `keys()`, `values()` and `items()` give: a look at a dict that follows its changes.
public final class DictView {
    /// Which part of the entries is seen.
    enum Kind: String { case keys = "dict_keys", values = "dict_values", items = "dict_items" }
    let dict: DictObject
    let kind: Kind

    init(_ dict: DictObject, _ kind: Kind) {
        self.dict = dict
        self.kind = kind
    }

    func part(_ entry: (key: Value, value: Value)) -> Value {
        switch kind {
        case .keys: entry.key
        case .values: entry.value
        case .items: .makeTuple([entry.key, entry.value])
        }
    }
}
