import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// What recorded values were asked, kept beside the answer.
extension Interpreter {
    /// A comparison of recorded values gives a plain array of bool, as NumPy's does. It is
    /// recorded beside it, so that a graph which takes the array, `where(x > 0, …)`, shows the
    /// question and not an unexplained constant. Single answers steer the program and are not.
    func keepCondition(
        _ comparison: ComparisonOperator, _ left: Value, _ right: Value, in answer: Value,
        at place: SourceSpan
    ) throws(Diagnostic) {
        guard case .array(let array) = answer, array.tensor.size > 1,
            let primitive = comparison.primitive, left.isVariable || right.isVariable,
            case .variable(let condition) = try recorded(
                primitive, left, right, leftName: nil, rightName: nil, at: place)
        else { return }
        keepLeaf(condition, of: array)
    }

    /// Remembers the node that holds an array's value.
    func keepLeaf(_ variable: Variable, of array: NDArray) {
        nextLeafSerial += 1
        leafSerials[variable.index] = nextLeafSerial
        array.leaf = (variable, nextLeafSerial, array.writes)
    }

    /// A condition takes the name under which it is used.
    func nameCondition(_ variable: Variable, _ name: String?) {
        let node = graph.topology.nodes[variable.index]
        guard let name, node.name == nil, node.primitive != nil, node.dtype == .bool else { return }
        graph.setName(name, of: variable.index)
    }
}

extension Value {
    fileprivate var isVariable: Bool { if case .variable = self { true } else { false } }
}

extension ComparisonOperator {
    /// The primitive that compares element by element.
    fileprivate var primitive: Primitive? {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterEqual
        default: nil
        }
    }
}
