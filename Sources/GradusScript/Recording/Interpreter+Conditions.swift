import GradusAutodiff
import GradusDiagnostics
import GradusTensors

/// A comparison of recorded values and its answer.
struct RecordedQuestion {
    let answer: NDArray
    /// How often the answer had been written by then.
    let writes: Int
    let primitive: Primitive
    let left: Value
    let right: Value
    let place: SourceSpan
}

/// What recorded values were asked, kept beside the answer.
extension Interpreter {
    /// A comparison of recorded values gives a plain array of bool, as NumPy's does. It is
    /// recorded beside it, so that a graph which takes the array, `where(x > 0, …)`, shows the
    /// question and not an unexplained constant. Single answers steer the program more often than
    /// not: only the last is kept in mind, and recorded if something takes it.
    func keepCondition(
        _ comparison: ComparisonOperator, _ left: Value, _ right: Value, in answer: Value,
        at place: SourceSpan
    ) throws(Diagnostic) {
        guard case .array(let array) = answer, let primitive = comparison.primitive,
            left.isVariable || right.isVariable
        else { return }
        let question = RecordedQuestion(
            answer: array, writes: array.writes, primitive: primitive, left: left, right: right,
            place: place)
        if array.tensor.size > 1 { try record(question) } else { lastQuestion = question }
    }

    /// Records what a single answer was the answer to, where it was the last one.
    func recordQuestion(of array: NDArray) throws(Diagnostic) {
        guard let question = lastQuestion, question.answer === array,
            question.writes == array.writes
        else { return }
        lastQuestion = nil
        try record(question)
    }

    private func record(_ question: RecordedQuestion) throws(Diagnostic) {
        guard
            case .variable(let condition) = try recorded(
                question.primitive, question.left, question.right, leftName: nil, rightName: nil,
                at: question.place),
            // An operand may have been written since.
            condition.value.doubles() == question.answer.tensor.doubles()
        else { return }
        keepLeaf(condition, of: question.answer)
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
