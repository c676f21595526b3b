import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// Looks for recorded values in lists, each of which is gone through once: lists may hold one
/// another many times over, or themselves.
extension Value {
    /// Whether it is recorded, or an array, list or tuple with something recorded in it at any
    /// depth.
    var holdsRecorded: Bool {
        switch self {
        case .variable: return true
        case .array(let array): return array.isFilledWithRecorded
        case .list, .tuple:
            var search = ListSearch()
            return search.contains(self) { $0.isRecordedItself }
        default: return false
        }
    }

    private var isRecordedItself: Bool {
        switch self {
        case .variable: true
        case .array(let array): array.isFilledWithRecorded
        default: false
        }
    }

    /// The value with the numbers alone of what is recorded in it, at any depth. What lists hold
    /// many times over they hold so afterwards.
    var plainNumbers: Value {
        guard holdsRecorded else { return self }
        var known: [ObjectIdentifier: Value] = [:]
        return plain(&known)
    }

    private func plain(_ known: inout [ObjectIdentifier: Value]) -> Value {
        switch self {
        case .variable(let variable):
            return .array(Self.readOnly(variable.value, isScalar: variable.shape.rank == 0))
        case .array(let array) where array.isFilledWithRecorded:
            return .array(Self.readOnly(array.tensor, isScalar: array.isScalar))
        case .list(let list):
            if let made = known[ObjectIdentifier(list)] { return made }
            // A list that holds itself is no array: it stays as it is, and is refused as such.
            known[ObjectIdentifier(list)] = self
            let made = Value.makeList(list.elements.map { $0.plain(&known) })
            known[ObjectIdentifier(list)] = made
            return made
        case .tuple(let tuple):
            if let made = known[ObjectIdentifier(tuple)] { return made }
            known[ObjectIdentifier(tuple)] = self
            let made = Value.makeTuple(tuple.elements.map { $0.plain(&known) })
            known[ObjectIdentifier(tuple)] = made
            return made
        default: return self
        }
    }

    private static func readOnly(_ tensor: Tensor, isScalar: Bool) -> NDArray {
        NDArray(tensor, isScalar: isScalar, base: nil, account: nil, isReadOnly: true)
    }
}

extension Value {
    /// How many numbers nested lists lay out at the most, all repetitions counted; `Int.max` for
    /// lists that hold themselves.
    var nestedCount: Int {
        var known: [ObjectIdentifier: Int] = [:]
        return nestedCount(&known, depth: 0)
    }

    private func nestedCount(_ known: inout [ObjectIdentifier: Int], depth: Int) -> Int {
        let elements: [Value]
        let identifier: ObjectIdentifier
        switch self {
        case .list(let list): (elements, identifier) = (list.elements, ObjectIdentifier(list))
        case .tuple(let tuple): (elements, identifier) = (tuple.elements, ObjectIdentifier(tuple))
        default: return 1
        }
        if let count = known[identifier] { return count }
        guard depth <= 64 else { return Int.max }
        // Until it is known: it holds itself if it is met before.
        known[identifier] = Int.max
        var sum = 0
        for element in elements {
            let (next, overflow) = sum.addingReportingOverflow(
                element.nestedCount(&known, depth: depth + 1))
            sum = overflow ? Int.max : next
        }
        known[identifier] = sum
        return sum
    }

    /// Throws for nested lists that would lay out more numbers than any array holds.
    func checkNestedCount(at span: SourceSpan) throws(Diagnostic) {
        // Lists of numbers are as long as they are; only lists of lists repeat one another.
        guard ListSearch().holdsLists(self) else { return }
        guard nestedCount <= 1 << 28 else {
            throw Diagnostic(
                "the lists hold one another so often that an array of them would never end",
                at: span, fix: "make the array of the innermost lists")
        }
    }
}

/// Goes through what lists and tuples hold, depth first.
struct ListSearch {
    private var seen: Set<ObjectIdentifier> = []

    /// Whether a list holds a list or tuple.
    func holdsLists(_ value: Value) -> Bool {
        func isList(_ element: Value) -> Bool {
            switch element {
            case .list, .tuple: true
            default: false
            }
        }
        switch value {
        case .list(let list): return list.elements.contains(where: isList)
        case .tuple(let tuple): return tuple.elements.contains(where: isList)
        default: return false
        }
    }

    /// Whether a condition holds of something in a value that is no list.
    mutating func contains(_ value: Value, where condition: (Value) -> Bool) -> Bool {
        var open = [value]
        while let next = open.popLast() {
            let elements: [Value]
            switch next {
            case .list(let list):
                guard seen.insert(ObjectIdentifier(list)).inserted else { continue }
                elements = list.elements
            case .tuple(let tuple):
                guard seen.insert(ObjectIdentifier(tuple)).inserted else { continue }
                elements = tuple.elements
            default:
                if condition(next) { return true }
                continue
            }
            for element in elements {
                switch element {
                case .list, .tuple: open.append(element)
                case .int, .float, .bool, .none, .string: break
                default: if condition(element) { return true }
                }
            }
        }
        return false
    }
}
