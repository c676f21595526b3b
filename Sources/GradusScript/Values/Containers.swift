/// A list: shared by all who hold it, as in Python.
public final class ListObject {
    /// The elements.
    public var elements: [Value]

    /// Makes a list.
    public init(_ elements: [Value]) { self.elements = elements }

    deinit { Teardown.release(&elements) }
}

/// A tuple.
public final class TupleObject {
    /// The elements.
    public private(set) var elements: [Value]

    /// Makes a tuple.
    public init(_ elements: [Value]) { self.elements = elements }

    deinit { Teardown.release(&elements) }

    fileprivate func takeElements() -> [Value] {
        defer { elements = [] }
        return elements
    }
}

/// What can be a key of a dict.
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
}

/// A dict that keeps its keys in the order in which they were added.
public final class DictObject {
    /// The keys' places in `entries`.
    private var places: [DictKey: Int] = [:]
    /// The entries in order; nil where one was removed.
    private var slots: [(key: Value, value: Value)?] = []

    /// Makes an empty dict.
    public init() {}

    /// The number of entries.
    public var count: Int { places.count }
    /// The entries in the order of their addition.
    public var entries: [(key: Value, value: Value)] { slots.compactMap { $0 } }

    /// The value of a key.
    public subscript(key: DictKey) -> Value? {
        guard let place = places[key] else { return nil }
        return slots[place]?.value
    }

    /// Adds or replaces a value.
    public func set(_ key: DictKey, _ shown: Value, _ value: Value) {
        if let place = places[key], let slot = slots[place] {
            slots[place] = (slot.key, value)
        } else {
            places[key] = slots.count
            slots.append((shown, value))
        }
    }

    /// Removes an entry and returns its value.
    public func remove(_ key: DictKey) -> Value? {
        guard let place = places.removeValue(forKey: key) else { return nil }
        let removed = slots[place]?.value
        slots[place] = nil
        if slots.count > 32, places.count * 2 < slots.count { compact() }
        return removed
    }

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

    fileprivate func takeElements() -> [Value] {
        let values = slots.flatMap { slot -> [Value] in
            slot.map { [$0.key, $0.value] } ?? []
        }
        places = [:]
        slots = []
        return values
    }

    deinit {
        var values = takeElements()
        Teardown.release(&values)
    }
}

/// Frees nested containers one after the other, so that a list nested a million times in
/// itself does not exhaust the stack when it goes.
private enum Teardown {
    static func release(_ elements: inout [Value]) {
        var pending: [Value] = []
        for element in elements where isContainer(element) { pending.append(element) }
        elements = []
        while var value = pending.popLast() {
            switch value {
            case .list(var list):
                value = .none
                if isKnownUniquelyReferenced(&list) {
                    pending += list.elements.filter(isContainer)
                    list.elements = []
                }
            case .tuple(var tuple):
                value = .none
                if isKnownUniquelyReferenced(&tuple) {
                    pending += tuple.takeElements().filter(isContainer)
                }
            case .dict(var dict):
                value = .none
                if isKnownUniquelyReferenced(&dict) {
                    pending += dict.takeElements().filter(isContainer)
                }
            default: break
            }
        }
    }

    private static func isContainer(_ value: Value) -> Bool {
        switch value {
        case .list, .tuple, .dict: true
        default: false
        }
    }
}
