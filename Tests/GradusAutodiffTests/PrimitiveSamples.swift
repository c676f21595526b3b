import GradusAutodiff
import GradusTensors

/// Operands and attributes for a primitive, random in numbers and shapes.
struct PrimitiveSample {
    var operands: [Tensor]
    var attributes = Attributes.none

    /// A random sample away from kinks and poles. Every primitive has one: the switch is
    /// complete, so that a new primitive cannot be forgotten.
    static func random(_ primitive: Primitive, _ stream: inout RandomStream) -> PrimitiveSample {
        func number(_ low: Double, _ high: Double) -> Double {
            low + (high - low) * stream.random().scalarValue
        }
        func length() -> Int { Int(stream.next(through: 2)) + 1 }
        func shape(_ rank: Int? = nil) -> Shape {
            Shape((0..<(rank ?? Int(stream.next(through: 3)))).map { _ in length() })
        }
        func tensor(_ shape: Shape, _ low: Double = -2, _ high: Double = 2) -> Tensor {
            Tensor((0..<shape.count).map { _ in number(low, high) }, shape: shape)
        }
        /// Numbers that keep a distance from some places, where functions bend or jump, and
        /// from each other.
        func spread(_ shape: Shape, avoiding places: [Double] = [0]) -> Tensor {
            let order = stream.permutation(Swift.max(1, shape.count))
            let numbers = (0..<shape.count).map { index -> Double in
                var value = -2 + 4 * (Double(order[index]) + 0.5) / Double(shape.count)
                for place in places where Swift.abs(value - place) < 0.05 { value = place + 0.1 }
                return value + 0.01 * number(0, 1)
            }
            return Tensor(numbers, shape: shape)
        }
        func pair(_ low: Double = -2, _ high: Double = 2) -> [Tensor] {
            let base = shape()
            // The second operand lacks leading axes or repeats some.
            let part = base.dimensions.suffix(Int(stream.next(through: UInt64(base.rank))))
            let other = Shape(part.map { stream.next(through: 1) == 0 ? 1 : $0 })
            let both = [tensor(base, low, high), tensor(other, low, high)]
            return stream.next(through: 1) == 0 ? both : both.reversed()
        }
        func numbers(_ values: Double...) -> Attributes {
            Attributes(options: .init(numbers: values))
        }
        func reduction(_ tensor: Tensor, _ values: [Double]? = nil) -> PrimitiveSample {
            var axes: [Int]? = (0..<tensor.ndim).filter { _ in stream.next(through: 1) == 0 }
            if stream.next(through: 2) == 0 { axes = nil }
            return PrimitiveSample(
                operands: [tensor],
                attributes: Attributes(
                    axes: axes, keepDims: stream.next(through: 1) == 0,
                    options: values.map { .init(numbers: $0) }))
        }
        func axisSample(_ tensor: Tensor) -> PrimitiveSample {
            let axis = Int(stream.next(through: UInt64(tensor.ndim - 1)))
            return PrimitiveSample(
                operands: [tensor],
                attributes: Attributes(
                    axis: stream.next(through: 1) == 0 ? axis : axis - tensor.ndim))
        }
        func places(_ shape: Shape, below limit: Int) -> Tensor {
            Tensor(
                (0..<shape.count).map { _ in Int64(stream.next(through: UInt64(limit - 1))) },
                shape: shape)
        }
        func window(_ count: Int) -> Window {
            Window(
                (0..<count).map { _ in length() }, strides: (0..<count).map { _ in length() },
                padding: (0..<count).map { _ in Int(stream.next(through: 1)) },
                dilation: (0..<count).map { _ in Int(stream.next(through: 1)) + 1 })
        }
        func image(_ count: Int, channels: Int? = nil) -> Shape {
            Shape([length(), channels ?? length()] + (0..<count).map { _ in length() + 4 })
        }
        func loss(_ predictions: Tensor, _ targets: Tensor, _ values: [Double]? = nil)
            -> PrimitiveSample
        {
            let reduction = LossReduction.allCases[Int(stream.next(through: 2))]
            return PrimitiveSample(
                operands: [predictions, targets],
                attributes: Attributes(
                    options: .init(
                        numbers: values, reduction: reduction == .mean ? nil : reduction)))
        }
        func probabilities(_ shape: Shape) -> Tensor { tensor(shape, 0.1, 0.9) }

        switch primitive {
        case .add, .subtract, .multiply, .arctan2:
            return PrimitiveSample(operands: pair())
        case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .logicalAnd,
            .logicalOr:
            return PrimitiveSample(operands: pair())
        case .divide:
            let both = pair(0.5, 2)
            return PrimitiveSample(operands: both)
        case .power: return PrimitiveSample(operands: pair(0.5, 2))
        case .remainder:
            let base = shape()
            return PrimitiveSample(
                operands: [tensor(base, 2.1, 2.9), tensor(base, 0.95, 1.0)])
        case .maximum, .minimum:
            let base = shape()
            let other = spread(base)
            let moved = other.doubles().map { $0 + (stream.next(through: 1) == 0 ? 0.3 : -0.3) }
            return PrimitiveSample(operands: [other, Tensor(moved, shape: base)])
        case .where:
            let base = shape()
            let mask = (0..<base.count).map { _ in stream.next(through: 1) == 0 }
            return PrimitiveSample(
                operands: [Tensor(mask, shape: base), tensor(base), tensor(base)])
        case .log, .sqrt, .log2, .log10, .reciprocal:
            return PrimitiveSample(operands: [tensor(shape(), 0.3, 3)])
        case .log1p: return PrimitiveSample(operands: [tensor(shape(), -0.7, 3)])
        case .arcsin, .arccos, .arctanh:
            return PrimitiveSample(operands: [tensor(shape(), -0.9, 0.9)])
        case .arccosh: return PrimitiveSample(operands: [tensor(shape(), 1.2, 4)])
        case .tan: return PrimitiveSample(operands: [tensor(shape(), -1.2, 1.2)])
        case .abs, .relu, .sign, .floor, .ceil, .round, .selu:
            return PrimitiveSample(
                operands: [spread(shape(), avoiding: [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5])])
        case .leakyReLU:
            return PrimitiveSample(operands: [spread(shape())], attributes: numbers(0.2))
        case .elu: return PrimitiveSample(operands: [spread(shape())], attributes: numbers(0.7))
        case .celu: return PrimitiveSample(operands: [spread(shape())], attributes: numbers(1.7))
        case .softplus:
            return PrimitiveSample(operands: [tensor(shape())], attributes: numbers(1.5, 20))
        case .hardtanh, .clip:
            return PrimitiveSample(
                operands: [spread(shape(), avoiding: [-1, 1])], attributes: numbers(-1, 1))
        case .hardSigmoid, .hardSwish:
            let wide = spread(shape(), avoiding: [-1.5, 1.5]).doubles().map { 2 * $0 }
            return PrimitiveSample(operands: [Tensor(wide, shape: [wide.count])])
        case .negate, .square, .exp, .tanh, .sigmoid, .sin, .cos, .expm1, .sinh, .cosh, .arctan,
            .arcsinh, .erf, .softsign, .logSigmoid, .gelu, .geluTanh, .silu, .mish, .stopGradient,
            .logicalNot:
            return PrimitiveSample(operands: [tensor(shape())])
        case .dot:
            let inner = length()
            let left = Shape(shape().dimensions + [inner])
            let rank = Int(stream.next(through: 2))
            let right =
                rank == 0
                ? Shape([inner]) : Shape(shape(rank - 1).dimensions + [inner, length()])
            return PrimitiveSample(operands: [tensor(left), tensor(right)])
        case .matmul:
            let (inner, lead) = (length(), length())
            let left: Shape = stream.next(through: 2) == 0 ? [inner] : [lead, length(), inner]
            let right: Shape = stream.next(through: 2) == 0 ? [inner] : [1, inner, length()]
            return PrimitiveSample(operands: [tensor(left), tensor(right)])
        case .einsum:
            let lengths: [Character: Int] = [
                "i": length(), "j": length(), "k": length(), "b": length(),
            ]
            let equations = [
                "ij,jk->ik", "bij,bjk->bik", "ii->i", "ii", "ij->", "ij,ij->j", "i,j->ij",
                "ij,jk,k->i", "...i,...i->...", "iij->ji", "b...,b->...",
            ]
            let equation = equations[Int(stream.next(through: UInt64(equations.count - 1)))]
            let rest = shape(1)
            let left = equation.split(separator: "-")[0]
            let operands = left.split(separator: ",").map { term -> Tensor in
                var sizes: [Int] = []
                var text = Substring(term)
                while let first = text.first {
                    if text.hasPrefix("...") {
                        sizes += rest.dimensions
                        text = text.dropFirst(3)
                    } else {
                        sizes.append(lengths[first] ?? 1)
                        text = text.dropFirst()
                    }
                }
                return tensor(Shape(sizes))
            }
            return PrimitiveSample(
                operands: operands, attributes: Attributes(options: .init(equation: equation)))
        case .convolve:
            let (groups, count) = (length(), Int(stream.next(through: 1)) + 1)
            let channels = length()
            let kernel = Shape([groups * length(), channels] + (0..<count).map { _ in length() })
            var sliding = window(count)
            sliding.sizes = Array(kernel.dimensions[2...])
            return PrimitiveSample(
                operands: [tensor(image(count, channels: groups * channels)), tensor(kernel)],
                attributes: Attributes(options: .init(window: sliding, groups: groups)))
        case .windows:
            let count = Int(stream.next(through: 1)) + 1
            return PrimitiveSample(
                operands: [tensor(image(count))],
                attributes: Attributes(options: .init(window: window(count))))
        case .maxPool, .averagePool:
            let count = Int(stream.next(through: 1)) + 1
            var sliding = window(count)
            for axis in 0..<count where sliding.sizes[axis] == 1 {
                (sliding.before[axis], sliding.after[axis]) = (0, 0)
            }
            return PrimitiveSample(
                operands: [spread(image(count))],
                attributes: Attributes(options: .init(window: sliding)))
        case .overlapAdd:
            let target = image(1)
            let sliding = Window([2], strides: [2])
            let count = (target[2] - 2) / 2 + 1
            return PrimitiveSample(
                operands: [tensor([target[0], target[1], 2, count])],
                attributes: Attributes(shape: target, options: .init(window: sliding)))
        case .sum, .mean, .logSumExp: return reduction(tensor(shape()))
        case .max, .min: return reduction(spread(shape()))
        case .prod:
            var values = tensor(shape()).doubles()
            let lengths = Shape([values.count])
            if values.count > 1, stream.next(through: 1) == 0 { values[0] = 0 }
            return reduction(Tensor(values, shape: lengths))
        case .variance: return reduction(tensor(Shape([3] + shape().dimensions)))
        case .standardDeviation:
            return PrimitiveSample(
                operands: [spread(Shape([3] + shape(1).dimensions))],
                attributes: Attributes(axis: 0, options: .init(numbers: [1])))
        case .norm:
            let orders = [1, 2, 3, Double.infinity]
            return reduction(
                spread(shape()), [orders[Int(stream.next(through: 3))]])
        case .cumsum, .cumprod, .argmax, .argsort:
            return axisSample(spread(shape(Int(stream.next(through: 2)) + 1)))
        case .softmax, .logSoftmax:
            return axisSample(tensor(shape(Int(stream.next(through: 2)) + 1)))
        case .standardize:
            let target = Shape([3] + shape().dimensions)
            return PrimitiveSample(
                operands: [spread(target)],
                attributes: Attributes(axes: [0], options: .init(numbers: [1e-3])))
        case .dropout:
            return PrimitiveSample(
                operands: [tensor(shape())],
                attributes: Attributes(
                    options: .init(numbers: [0.4], seed: stream.next(through: 100))))
        case .reshape:
            let base = shape()
            return PrimitiveSample(
                operands: [tensor(base)], attributes: Attributes(shape: [base.count, 1]))
        case .copy: return PrimitiveSample(operands: [tensor(shape())])
        case .transpose:
            let base = shape()
            return PrimitiveSample(
                operands: [tensor(base)],
                attributes: Attributes(axes: stream.permutation(base.rank)))
        case .broadcast:
            let base = shape()
            return PrimitiveSample(
                operands: [tensor(base)],
                attributes: Attributes(shape: Shape([length()] + base.dimensions)))
        case .cast:
            return PrimitiveSample(
                operands: [tensor(shape())], attributes: Attributes(options: .init(dtype: .float64))
            )
        case .tril, .triu:
            let base = Shape(shape(1).dimensions + [length(), length()])
            return PrimitiveSample(
                operands: [tensor(base)], attributes: numbers(Double(stream.next(through: 2)) - 1))
        case .indexed:
            return PrimitiveSample(
                operands: [tensor([4, 3])],
                attributes: Attributes(slices: [
                    .range(start: 3, step: -2, count: 2), .newAxis,
                    stream.next(through: 1) == 0 ? .index(1) : .range(start: 1, step: 1, count: 2),
                ]))
        case .place:
            return PrimitiveSample(
                operands: [tensor([2, 3])],
                attributes: Attributes(
                    shape: [5, 3], slices: [.range(start: 4, step: -3, count: 2)]))
        case .take:
            let base = Shape([length(), length() + 1])
            return PrimitiveSample(
                operands: [tensor(base), places(shape(), below: base[1])],
                attributes: Attributes(axis: 1))
        case .scatterAdd:
            let (rows, picked) = (length(), shape(1))
            return PrimitiveSample(
                operands: [tensor([picked[0], rows]), places(picked, below: 3)],
                attributes: Attributes(axis: 0, shape: [3, rows]))
        case .takeAlong:
            let rows = length()
            return PrimitiveSample(
                operands: [tensor([rows, 4]), places([rows, 2], below: 4)],
                attributes: Attributes(axis: -1))
        case .scatterAlong:
            let rows = length()
            return PrimitiveSample(
                operands: [tensor([rows, 2]), places([rows, 2], below: 4)],
                attributes: Attributes(axis: -1, shape: [rows, 4]))
        case .concatenate:
            let rows = length()
            let parts = (0..<length()).map { _ in tensor([rows, length()]) }
            return PrimitiveSample(operands: parts, attributes: Attributes(axis: 1))
        case .stack:
            let base = shape()
            let parts = (0..<length()).map { _ in tensor(base) }
            return PrimitiveSample(operands: parts, attributes: Attributes(axis: -1))
        case .meanSquaredError:
            let base = shape()
            return loss(tensor(base), tensor(base))
        case .meanAbsoluteError, .huber, .smoothL1:
            let targets = spread(shape())
            let moved = targets.doubles().map {
                $0 + (stream.next(through: 1) == 0 ? 1 : -1)
                    * (stream.next(through: 1) == 0 ? 0.3 : 1.9)
            }
            return loss(
                Tensor(moved, shape: targets.shape), targets,
                primitive == .meanAbsoluteError ? nil : [0.8])
        case .hinge, .squaredHinge:
            let base = shape()
            let signs = (0..<base.count).map { _ in stream.next(through: 1) == 0 ? 1.0 : -1 }
            return loss(spread(base, avoiding: [-1, 1]), Tensor(signs, shape: base))
        case .binaryCrossEntropy, .klDivergence:
            let base = shape()
            return loss(probabilities(base), probabilities(base))
        case .binaryCrossEntropyWithLogits:
            let base = shape()
            return loss(tensor(base), probabilities(base))
        case .categoricalCrossEntropy:
            let base = Shape(shape().dimensions + [length()])
            return loss(probabilities(base), probabilities(base))
        case .categoricalCrossEntropyWithLogits:
            let base = Shape(shape().dimensions + [length()])
            return loss(tensor(base), probabilities(base))
        case .sparseCategoricalCrossEntropy, .sparseCategoricalCrossEntropyWithLogits:
            let (samples, classes) = (shape(), length())
            let base = Shape(samples.dimensions + [classes])
            return loss(
                primitive == .sparseCategoricalCrossEntropy ? probabilities(base) : tensor(base),
                places(samples, below: classes))
        }
    }
}
