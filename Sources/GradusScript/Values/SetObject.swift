/// A set, shared by all who hold it.
public final class SetObject {
    /// The elements as keys.
    let members = DictObject()
    /// Whether it is a `frozenset`, which never changes and can be a key.
    let isFrozen: Bool

    /// Whether it was made of another set at once, as `a | b` and `{1, 2, 3}` are: Python's
    /// table then has another size, and with it its order.
    var isMerged = false

    /// Makes an empty set.
    init(isFrozen: Bool = false) { self.isFrozen = isFrozen }

    /// The number of elements.
    public var count: Int { members.count }

    func contains(_ key: DictKey) -> Bool { members[key] != nil }

    func insert(_ key: DictKey, _ shown: Value) { members.set(key, shown, .none) }

    /// The keys that two sets compare by.
    var keys: Set<DictKey> { Set(members.orderedKeys) }

    /// The elements in the order in which Python goes through them when all are integers,
    /// whose hash is the number itself; else in the order of their addition, since Python's
    /// order of strings changes with every run.
    public var elements: [Value] {
        let shown = members.entries.map(\.key)
        var hashes: [Int] = []
        for value in shown {
            guard let number = value.integer else { return shown }
            hashes.append(PythonHash.hash(number))
        }
        return PythonHash.order(hashes, isMerged: isMerged).map { shown[$0] }
    }
}

/// CPython's hash of integers and the order that its sets have for it (`Objects/setobject.c`:
/// linear probing of nine places, then a jump by the perturbed hash; growth at 3/5).
enum PythonHash {
    static func hash(_ number: Int) -> Int {
        let modulus = Int(1) << 61 - 1
        let rest = Int(number.magnitude % UInt(modulus))
        let signed = number < 0 ? -rest : rest
        return signed == -1 ? -2 : signed
    }

    /// The order in which a set goes through elements that were added with these hashes.
    static func order(_ hashes: [Int], isMerged: Bool = false) -> [Int] {
        let added = addedOrder(hashes)
        // A merge makes room for twice the elements when they would fill 3/5 of the table.
        guard isMerged, hashes.count * 5 >= 7 * 3 else { return added }
        var size = 8
        while size <= hashes.count * 2 { size *= 2 }
        var table = [Int?](repeating: nil, count: size)
        for element in added { place(element, hashes, in: &table) }
        return table.compactMap { $0 }
    }

    /// The same for elements that were added one after the other.
    private static func addedOrder(_ hashes: [Int]) -> [Int] {
        var table = [Int?](repeating: nil, count: 8)
        var used = 0
        for (element, _) in hashes.enumerated() {
            place(element, hashes, in: &table)
            used += 1
            guard used * 5 >= (table.count - 1) * 3 else { continue }
            let wanted = used > 50_000 ? used * 2 : used * 4
            var size = 8
            while size <= wanted { size *= 2 }
            let old = table
            table = [Int?](repeating: nil, count: size)
            for case let element? in old { place(element, hashes, in: &table) }
        }
        return table.compactMap { $0 }
    }

    private static func place(_ element: Int, _ hashes: [Int], in table: inout [Int?]) {
        let mask = UInt(table.count - 1)
        var perturb = UInt(bitPattern: hashes[element])
        var slot = perturb & mask
        while true {
            let probes: UInt = slot + 9 <= mask ? 9 : 0
            for probe in slot...(slot + probes) where table[Int(probe)] == nil {
                table[Int(probe)] = element
                return
            }
            perturb >>= 5
            slot = (slot &* 5 &+ 1 &+ perturb) & mask
        }
    }
}
