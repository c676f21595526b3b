import GradusDiagnostics

/// An expression of the lesson language and where it stands.
struct Expression: Sendable {
    let kind: Kind
    let span: SourceSpan

    indirect enum Kind: Sendable {
        case none
        case ellipsis
        case bool(Bool)
        case integer(Int)
        case float(Double)
        case string(String)
        case formatted([FormattedPart])
        case name(String)
        case list([Expression])
        case tuple([Expression])
        case dict([DictEntry])
        case set([Expression])
        /// `name := value`.
        case named(String, Expression)
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression, place: SourceSpan)
        /// A long row of operators, grouped to the left: nested it would be too deep.
        case chain(Expression, [ChainLink])
        case comparison(Expression, [ComparisonStep])
        case and(Expression, Expression)
        case or(Expression, Expression)
        case not(Expression)
        case conditional(test: Expression, then: Expression, otherwise: Expression)
        case lambda(FunctionDefinition)
        case call(Expression, [Argument])
        case attribute(Expression, String, place: SourceSpan)
        case subscripted(Expression, Expression)
        case slice(Expression?, Expression?, Expression?)
        case starred(Expression)
        case comprehension(Comprehension)
    }

    /// Whether it is a number or a text as written.
    var isConstant: Bool {
        switch kind {
        case .none, .ellipsis, .bool, .integer, .float, .string: true
        case .unary(_, let inner): inner.isConstant
        case .tuple(let parts): parts.allSatisfy(\.isConstant)
        default: false
        }
    }

    /// The name, when the expression is nothing else.
    var plainName: String? {
        if case .name(let name) = kind { name } else { nil }
    }
}

/// A key and its value; `**other` has no key.
struct DictEntry: Sendable {
    let key: Expression?
    let value: Expression
}

/// A part of an f-string.
indirect enum FormattedPart: Sendable {
    case text(String)
    /// `label` is what `{x=}` shows before the value.
    case value(
        Expression, label: String?, conversion: FormatConversion?, specification: [FormattedPart])
}

/// What `!` asks for in an f-string.
enum FormatConversion: String, Sendable {
    case repr = "r"
    case string = "s"
    case ascii = "a"
}

enum UnaryOperator: String, Sendable {
    case negate = "-"
    case plus = "+"
    case invert = "~"
}

enum BinaryOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case floorDivide = "//"
    case remainder = "%"
    case power = "**"
    case matmul = "@"
    case bitAnd = "&"
    case bitOr = "|"
    case bitXor = "^"
    case shiftLeft = "<<"
    case shiftRight = ">>"
}

enum ComparisonOperator: String, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case isSame = "is"
    case isNotSame = "is not"
    case contained = "in"
    case notContained = "not in"
}

/// An operator and what follows it.
struct ChainLink: Sendable {
    let operation: BinaryOperator
    let right: Expression
    let place: SourceSpan
}

struct ComparisonStep: Sendable {
    let comparison: ComparisonOperator
    let right: Expression
    let place: SourceSpan
}

/// An argument of a call.
struct Argument: Sendable {
    enum Kind: Sendable {
        case positional
        case keyword(String)
        case starred
        case doubleStarred
    }
    let kind: Kind
    let value: Expression
    /// The keyword and the value.
    let span: SourceSpan
}

/// `[x for …]`, `(x for …)`, `{x for …}` or `{k: v for …}`.
struct Comprehension: Sendable {
    enum Kind: Sendable { case list, generator, dict, set }
    struct Clause: Sendable {
        let target: Expression
        let iterable: Expression
        let conditions: [Expression]
    }
    let kind: Kind
    /// The element, or the key of a dict.
    let element: Expression
    /// The value of a dict.
    let value: Expression?
    let clauses: [Clause]
}
