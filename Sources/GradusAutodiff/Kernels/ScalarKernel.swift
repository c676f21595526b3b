import GradusTensors

/// The primitives of single float64 numbers without tensors: what makes graphs of scalars
/// fast. Values and derivatives are those of the table's rows to the last bit; a test holds
/// them together.
enum ScalarKernel {
    /// How many operands a primitive takes here; nil where the table has to be asked.
    @inline(__always)
    static func arity(_ primitive: Primitive) -> Int? {
        switch primitive {
        case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum: 2
        case .negate, .abs, .square, .sqrt, .exp, .log, .tanh, .sigmoid, .relu, .sin, .cos: 1
        default: nil
        }
    }

    /// The result; `b` counts where there are two operands.
    @inline(__always)
    static func value(_ primitive: Primitive, _ a: Double, _ b: Double) -> Double {
        switch primitive {
        case .add: a + b
        case .subtract: a - b
        case .multiply: a * b
        case .divide: a / b
        case .power: Elementary.pow(a, b)
        case .maximum: a >= b || a.isNaN ? a : b
        case .minimum: a <= b || a.isNaN ? a : b
        case .negate: -a
        case .abs: a.magnitude
        case .square: a * a
        case .sqrt: a.squareRoot()
        case .exp: Elementary.exp(a)
        case .log: Elementary.log(a)
        case .tanh: Elementary.tanh(a)
        case .sigmoid: Elementary.sigmoid(a)
        case .relu: a > 0 || a.isNaN ? a : 0
        case .sin: Elementary.sin(a)
        case .cos: Elementary.cos(a)
        default: preconditionFailure("\(primitive.word) has no scalar kernel")
        }
    }

    /// What flows to the first operand of a result `y` with the gradient `g`.
    @inline(__always)
    static func first(
        _ primitive: Primitive, _ a: Double, _ b: Double, _ y: Double, _ g: Double
    ) -> Double {
        switch primitive {
        case .add, .subtract: g
        case .multiply: g * b
        case .divide: g / b
        case .power: g * powerSlope(a, b)
        case .maximum: g * ((a > b ? 1 : 0) + 0.5 * (a == b ? 1 : 0))
        case .minimum: g * ((a < b ? 1 : 0) + 0.5 * (a == b ? 1 : 0))
        case .negate: -g
        case .abs: g * (a > 0 ? 1 : a < 0 ? -1 : a.isNaN ? a : 0)
        case .square: g * (2 * a)
        case .sqrt: g * (0.5 / y)
        case .exp: g * y
        case .log: g * (1 / a)
        case .tanh: g * (1 - y * y)
        case .sigmoid: g * (y * (1 - y))
        case .relu: a > 0 ? g : 0
        case .sin: g * Elementary.cos(a)
        case .cos: g * -Elementary.sin(a)
        default: preconditionFailure("\(primitive.word) has no scalar kernel")
        }
    }

    /// What flows to the second operand.
    @inline(__always)
    static func second(
        _ primitive: Primitive, _ a: Double, _ b: Double, _ y: Double, _ g: Double
    ) -> Double {
        switch primitive {
        case .add: g
        case .subtract: -g
        case .multiply: g * a
        case .divide: -((g / b) * y)
        case .power: g * (a == 0 && b >= 0 ? 0 : y * Elementary.log(a))
        case .maximum: g * ((b > a ? 1 : 0) + 0.5 * (a == b ? 1 : 0))
        case .minimum: g * ((b < a ? 1 : 0) + 0.5 * (a == b ? 1 : 0))
        default: preconditionFailure("\(primitive.word) has no second operand")
        }
    }

    private static func powerSlope(_ a: Double, _ b: Double) -> Double {
        switch b {
        case 0: 0
        case 1: 1
        case 2: 2 * a
        default: b * Elementary.pow(a, b - 1)
        }
    }
}
