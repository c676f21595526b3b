import GradusAutodiff
import GradusTensors

/// The gradient of a loss towards a parameter, as it was when the script asked for it.
public struct FollowedGradient {
    /// The name of the loss; nil when it was never assigned.
    public let lossName: String?
    /// The loss.
    public let loss: Double
    /// Its derivative in the parameter's shape.
    public let gradient: Tensor
    /// The turn of the loop around the one that computes the loss: the epoch, where batches
    /// are looped over within epochs; 0 without such a loop.
    public let epoch: Int
    /// Which run of the loop computed the loss: batches of one epoch have the same.
    public let loopRun: Int

    init(
        lossName: String?, loss: Double, gradient: Tensor,
        loops: ArraySlice<TrainingSteps.Loop>
    ) {
        self.lossName = lossName
        self.loss = loss
        self.gradient = gradient
        epoch = loops.dropLast().last?.turn ?? 0
        loopRun = loops.last?.run ?? 0
    }
}

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
    /// The number in `number * …`, of which a change is a multiple: of literals and names, also
    /// an object's. Nothing is run to find it.
    func factor(of change: Expression, in frame: Frame) -> Double? {
        switch change.kind {
        case .binary(.divide, let left, _, _): return factor(of: left, in: frame)
        case .binary(.multiply, let left, let right, _):
            return plainNumber(left, in: frame) ?? plainNumber(right, in: frame)
        default: return nil
        }
    }

    private func plainNumber(_ expression: Expression, in frame: Frame) -> Double? {
        let value: Value?
        switch expression.kind {
        case .integer(let number): return Double(number)
        case .float(let number): return number
        case .unary(.negate, let inner): return plainNumber(inner, in: frame).map { -$0 }
        case .binary(.multiply, let left, let right, _):
            guard let a = plainNumber(left, in: frame), let b = plainNumber(right, in: frame)
            else { return nil }
            return a * b
        case .binary(.divide, let left, let right, _):
            guard let a = plainNumber(left, in: frame), let b = plainNumber(right, in: frame)
            else { return nil }
            return a / b
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
