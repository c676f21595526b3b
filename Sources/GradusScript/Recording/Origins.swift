import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// What plain numbers were computed from outside of the graph: gradients that `grad` gave as
/// arrays, and recorded values whose graph was freed. A recorded value that is computed from
/// such numbers takes them for constants, which is wrong as soon as a derivative is taken
/// towards something they depend on; then `grad` refuses.
struct Origins: Equatable {
    /// The serial numbers of the nodes, ascending.
    private(set) var serials: [Int] = []
    /// Whether there are others, which nobody remembers any more.
    private(set) var hasForgotten = false

    /// The most that are remembered: running means over many steps have as many origins.
    private static let most = 32

    init(serials: [Int] = [], hasForgotten: Bool = false) {
        self.serials = serials
        self.hasForgotten = hasForgotten
    }

    /// Those of two arrays.
    mutating func form(unionWith other: Origins) {
        guard other != self else { return }
        serials = Set(serials).union(other.serials).sorted()
        hasForgotten = hasForgotten || other.hasForgotten
        if serials.count > Self.most {
            serials.removeFirst(serials.count - Self.most)
            hasForgotten = true
        }
    }
}

extension Interpreter {
    /// Where the numbers of a value come from, at any depth of lists; nil for most values.
    func origins(of value: Value) -> Origins? {
        switch value {
        case .array(let array):
            var result = Self.union(array.origins, array.base?.origins)
            if let own = array.derivative {
                let isThere = leafSerials[own.root.index] == own.serial
                result = Self.union(
                    result,
                    isThere ? Origins(serials: [own.serial]) : Origins(hasForgotten: true))
            }
            return result
        case .list, .tuple:
            var result: Origins?
            var search = ListSearch()
            _ = search.contains(value) {
                if case .array = $0 { result = Self.union(result, origins(of: $0)) }
                return false
            }
            return result
        default: return nil
        }
    }

    private static func union(_ a: Origins?, _ b: Origins?) -> Origins? {
        guard var result = a, let b else { return a ?? b }
        result.form(unionWith: b)
        return result
    }

    /// Says of arrays, also those in a list or tuple, that they were computed from others.
    func passOrigins(_ origins: Origins?, to value: Value) {
        guard let origins else { return }
        switch value {
        case .array(let array): Self.add(origins, to: array)
        case .list, .tuple:
            var search = ListSearch()
            _ = search.contains(value) {
                if case .array(let array) = $0 { Self.add(origins, to: array) }
                return false
            }
        default: break
        }
    }

    /// Views share the memory of their array, and with it where the numbers come from.
    private static func add(_ origins: Origins, to array: NDArray) {
        let owner = array.base ?? array
        owner.origins = union(owner.origins, origins)
    }

    /// A function's result with the origins of its arguments. A Python number, as `math` gives it,
    /// becomes an array that is shown as one: a number remembers nothing.
    func withOrigins(
        of arguments: [GivenArgument], _ result: Value, at span: SourceSpan
    ) throws(Diagnostic) -> Value {
        var found: Origins?
        for argument in arguments { found = Self.union(found, origins(of: argument.value)) }
        guard let found else { return result }
        var made = result
        if case .float(let number) = result {
            made = .array(
                NDArray(
                    Tensor(scalar: number), isScalar: true, base: nil, account: account,
                    isPlain: true))
        }
        passOrigins(found, to: made)
        return made
    }

    /// Says that a constant of the graph holds numbers that were computed outside of it.
    func noteOrigins(of leaf: Variable, from value: Value) {
        if let origins = origins(of: value) { leafOrigins[leaf.index] = origins }
    }

    /// The refusal of a derivative towards one of the leaves of a root, nil where all are right.
    func missingDerivative(of root: Variable, at span: SourceSpan) -> Diagnostic? {
        guard !leafOrigins.isEmpty else { return nil }
        let reached = graph.topology.ancestors(of: root.index)
        let nodes = graph.topology.nodes
        for index in reached.indices
        where reached[index] && nodes[index].primitive == nil && nodes[index].role != .constant
            && nodes[index].dtype.isFloating
        {
            let leaf = Variable(graph: graph, index: index)
            do throws(Diagnostic) {
                try checkOrigins(of: root, towards: leaf, reached: reached, name: nil, at: span)
            } catch {
                return error
            }
        }
        return nil
    }

    /// Refuses a derivative towards a node that one of the constants depends on from which the
    /// root was computed.
    func checkOrigins(
        of root: Variable, towards variable: Variable, reached: [Bool], name: String?,
        at span: SourceSpan
    ) throws(Diagnostic) {
        guard !leafOrigins.isEmpty else { return }
        // What came before the node cannot depend on it.
        let suspects = leafOrigins.filter { leaf, _ in
            leaf > variable.index && leaf < reached.count && reached[leaf]
        }
        guard !suspects.isEmpty else { return }
        let nodes = Dictionary(
            leafSerials.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
        // What is forgotten was computed before the update that made a newest version.
        let isNewest = versionsBefore[variable.index] != nil
        for leaf in suspects.keys.sorted() {
            guard let origins = suspects[leaf] else { continue }
            let depends =
                origins.hasForgotten && !isNewest
                || origins.serials.contains { serial in
                    guard let node = nodes[serial] else { return !isNewest }
                    let above = graph.topology.ancestors(of: node)
                    return variable.index < above.count && above[variable.index]
                }
            guard depends else { continue }
            let name = name ?? variable.name ?? "it"
            throw Diagnostic(
                "the value was computed with plain numbers that depend on '\(name)' themselves, "
                    + "such as an array that grad(…) gave: the derivative would leave them out",
                at: span,
                fix: "ask for that gradient with grad(…, create_graph=True), or say with value(…) "
                    + "that it is to be a constant")
        }
    }
}
