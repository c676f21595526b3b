import GradusTensors

/// Reads a learning rate off an update.
enum LearningRate {
    /// The number by which a gradient becomes the change of a parameter, with the fewest
    /// digits that do; nil when there is no single one.
    static func read(from change: Interpreter.ArrayOperand, along gradient: Tensor) -> Double? {
        guard case .tensor(let change) = change, change.shape == gradient.shape,
            change.dtype.isFloating, gradient.size > 0
        else { return nil }
        // A single number is some multiple of any other: that says nothing.
        if change.size == 1 {
            return change.scalarValue.magnitude == gradient.scalarValue.magnitude ? 1 : nil
        }
        let (changes, gradients) = (change.doubles(), gradient.doubles())
        var largest = 0
        for place in gradients.indices
        where gradients[place].magnitude > gradients[largest].magnitude {
            largest = place
        }
        let rate = changes[largest] / gradients[largest]
        guard rate.isFinite, rate != 0 else { return nil }
        let precision =
            change.dtype == .float64 && gradient.dtype == .float64
            ? 0x1p-50 : change.dtype == .float16 || gradient.dtype == .float16 ? 0x1p-8 : 0x1p-21
        for (change, gradient) in zip(changes, gradients)
        where !((change - rate * gradient).magnitude <= precision * change.magnitude) {
            return nil
        }
        return shortest(rate.magnitude, within: precision)
    }

    /// The number of fewest decimal digits that lies so near.
    private static func shortest(_ number: Double, within precision: Double) -> Double {
        let exponent = Int(Elementary.log10(number).rounded(.down))
        for digits in 1...15 {
            let shift = digits - 1 - exponent
            guard shift.magnitude < 300 else { break }
            let power = Elementary.pow(10, Double(shift.magnitude))
            let scaled = (shift < 0 ? number / power : number * power).rounded()
            let candidate = shift < 0 ? scaled * power : scaled / power
            if (candidate - number).magnitude <= precision * number { return candidate }
        }
        return number
    }
}

extension Interpreter {
    /// The number of which a change is a multiple, from all the plain numbers around what is
    /// no plain number: of `0.5 * (lr * g)` and `g * lr / 2` half of `lr`. Plain are literals and
    /// names, also an object's; nothing is run to find them. Nil where there are none.
    func factor(of change: Expression, in frame: Frame) -> Double? {
        switch change.kind {
        case .unary(.negate, let inner): return factor(of: inner, in: frame).map { -$0 }
        case .binary(.divide, let left, let right, _):
            let inner = factor(of: left, in: frame)
            guard let divisor = plainNumber(right, in: frame) else { return inner }
            return (inner ?? 1) / divisor
        case .binary(.multiply, let left, let right, _):
            let (a, b) = (plainNumber(left, in: frame), plainNumber(right, in: frame))
            // Of two plain numbers one may be the gradient: the first is the factor.
            if let a { return b == nil ? a * (factor(of: right, in: frame) ?? 1) : a }
            return b.map { (factor(of: left, in: frame) ?? 1) * $0 }
        default: return nil
        }
    }

    private func plainNumber(_ expression: Expression, in frame: Frame) -> Double? {
        let value: Value?
        switch expression.kind {
        case .integer(let number): return Double(number)
        case .float(let number): return number
        case .unary(.negate, let inner): return plainNumber(inner, in: frame).map { -$0 }
        case .binary(let operation, let left, let right, _):
            guard let a = plainNumber(left, in: frame), let b = plainNumber(right, in: frame)
            else { return nil }
            return switch operation {
            case .add: a + b
            case .subtract: a - b
            case .multiply: a * b
            case .divide: a / b
            case .power: Elementary.pow(a, b)
            default: nil
            }
        case .name(let name):
            value = try? lookUp(name, in: frame, at: expression.span)
        case .attribute(let base, let name, _):
            guard let object = base.plainName,
                case .instance(let instance)? = try? lookUp(object, in: frame, at: base.span)
            else { return nil }
            value = instance.attributes[name]
        default: return nil
        }
        return switch value {
        case .int(let number): Double(number)
        case .float(let number): number
        default: nil
        }
    }
}
