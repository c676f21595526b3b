import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// The products of `np` and its namespace `np.linalg`.
    func addNumPyProducts(to numpy: ModuleObject) {
        for (name, isMatmul) in [("dot", false), ("matmul", true)] {
            numpy.define(name, "a, b") { call in
                try call.interpreter.dot(
                    try call.required("a"), try call.required("b"), isMatmul: isMatmul,
                    at: call.span)
            }
        }
        numpy.define("vdot", "a, b") { call in
            let a = try call.interpreter.numbers(try call.required("a"))
            let b = try call.interpreter.numbers(try call.required("b"))
            return try call.array(try a.flattened().dot(b.flattened()))
        }
        numpy.define("outer", "a, b") { call in
            let a = try call.interpreter.numbers(try call.required("a"))
            let b = try call.interpreter.numbers(try call.required("b"))
            try call.interpreter.checkProduct(a.size, b.size, at: call.span)
            return try call.array(try a.outer(b))
        }
        numpy.define("inner", "a, b") { call in
            let a = try call.interpreter.numbers(try call.required("a"))
            let b = try call.interpreter.numbers(try call.required("b"))
            if a.ndim > 0, b.ndim > 0 {
                try call.interpreter.checkProduct(
                    a.size / max(1, a.shape[-1]), b.size / max(1, b.shape[-1]), at: call.span)
            }
            return try call.array(try a.inner(b))
        }
        numpy.define("tensordot", "a, b, axes=") { call in try call.interpreter.tensorDot(call) }
        numpy.define("einsum", "subscripts, *operands") { call in
            let text = try call.required("subscripts").string()
            var tensors: [Tensor] = []
            for operand in call.rest { tensors.append(try call.interpreter.numbers(operand)) }
            let cost = try call.interpreter.located(at: call.span) { () throws(TensorError) in
                try Tensor.einsumCost(text, tensors)
            }
            try call.interpreter.checkMemory(of: cost.shape, at: call.span)
            try call.interpreter.countStep(cost.products / 1024, at: call.span)
            return try call.array(try Tensor.einsum(text, tensors))
        }
        numpy.define("trace", "a, offset=") { call in
            try call.array(
                try call.interpreter.numbers(try call.required("a"))
                    .trace(offset: try call["offset"]?.int() ?? 0))
        }
        numpy.define("kron", "a, b") { call in
            let a = try call.interpreter.numbers(try call.required("a"))
            let b = try call.interpreter.numbers(try call.required("b"))
            try call.interpreter.checkProduct(a.size, b.size, at: call.span)
            let rank = max(a.ndim, b.ndim)
            var (left, right, target): ([Int], [Int], [Int]) = ([], [], [])
            for axis in 0..<rank {
                let first = axis - (rank - a.ndim) >= 0 ? a.shape[axis - (rank - a.ndim)] : 1
                let second = axis - (rank - b.ndim) >= 0 ? b.shape[axis - (rank - b.ndim)] : 1
                left += [first, 1]
                right += [1, second]
                target.append(first * second)
            }
            return try call.array(
                try a.reshaped(left).combining(.multiply, b.reshaped(right)).reshaped(target))
        }
        numpy.define("cross", "a, b") { call in
            let a = try call.interpreter.numbers(try call.required("a"))
            let b = try call.interpreter.numbers(try call.required("b"))
            guard a.ndim > 0, b.ndim > 0, a.shape[-1] == 3, b.shape[-1] == 3 else {
                throw Diagnostic(
                    "np.cross() multiplies vectors of 3 numbers, found shapes \(a.shape) and "
                        + "\(b.shape)", at: call.span)
            }
            let parts = try (0..<3).map { place -> Tensor in
                let (i, j) = ((place + 1) % 3, (place + 2) % 3)
                func part(_ tensor: Tensor, _ axis: Int) throws -> Tensor {
                    try tensor.indexed(by: [.ellipsis, .integer(axis)])
                }
                return try part(a, i).combining(.multiply, part(b, j))
                    .combining(.subtract, part(a, j).combining(.multiply, part(b, i)))
            }
            return try call.array(try Tensor.stack(parts, axis: -1))
        }
        let linalg = ModuleObject(name: "numpy.linalg")
        addLinearAlgebra(to: linalg)
        numpy.members["linalg"] = .module(linalg)
        modules["numpy.linalg"] = linalg
    }

    /// Throws when a tensor of `rows` times `columns` elements would pass the limit.
    func checkProduct(_ rows: Int, _ columns: Int, at span: SourceSpan) throws(Diagnostic) {
        let (size, overflow) = rows.multipliedReportingOverflow(by: columns)
        try checkMemory(overflow || size > Int.max / 8 ? Int.max : size * 8, at: span)
    }

    private func tensorDot(_ call: HostCall) throws -> Value {
        let a = try numbers(try call.required("a"))
        let b = try numbers(try call.required("b"))
        var (first, second): ([Int], [Int])
        switch call["axes"]?.value {
        case .list?, .tuple?:
            let pair = try call.required("axes").list()
            guard pair.count == 2 else {
                throw try call.required("axes").mismatch("a number, or a pair of axes")
            }
            (first, second) = (try pair[0].integers(), try pair[1].integers())
        default:
            let count = try call["axes"]?.int() ?? 2
            guard count >= 0, count <= a.ndim, count <= b.ndim else {
                throw Diagnostic(
                    "shape-mismatch for sum", at: call.span,
                    fix: "\(count) axes cannot be summed: the shapes are \(a.shape) and \(b.shape)")
            }
            (first, second) = (Array((a.ndim - count)..<a.ndim), Array(0..<count))
        }
        var inner = 1
        for axis in first { inner *= max(1, a.shape[try a.shape.normalized(axis: axis)]) }
        try checkProduct(a.size / inner, b.size / inner, at: call.span)
        return try call.fullArray(try a.tensorDot(b, first, second))
    }

    private func addLinearAlgebra(to linalg: ModuleObject) {
        linalg.define("norm", "x, ord=, axis=, keepdims=") { call in
            let tensor = try call.interpreter.numbers(try call.required("x"))
            let values = tensor.dtype.isFloating ? tensor : tensor.astype(.float64)
            let keepDims = try call.flag("keepdims")
            let axes = try call.axes()
            if axes == nil, call["ord"] == nil {
                let flat = values.flattened()
                let norm = try flat.dot(flat).applying(.sqrt)
                return try call.array(
                    keepDims ? try norm.reshaped([Int](repeating: 1, count: values.ndim)) : norm)
            }
            return try call.array(
                try call.interpreter.norm(values, call["ord"], axes, keepDims, at: call.span))
        }
        linalg.define("det", "a") { call in
            try call.array(try call.interpreter.numbers(try call.required("a")).determinant())
        }
        linalg.define("inv", "a") { call in
            try call.array(try call.interpreter.numbers(try call.required("a")).inverse())
        }
        linalg.define("solve", "a, b") { call in
            try call.array(
                try call.interpreter.numbers(try call.required("a"))
                    .solution(of: call.interpreter.numbers(try call.required("b"))))
        }
        linalg.define("matrix_power", "a, n") { call in
            var base = try call.interpreter.numbers(try call.required("a"))
            var exponent = try call.required("n").int()
            guard base.ndim == 2, base.shape[0] == base.shape[1] else {
                throw Diagnostic(
                    "Last 2 dimensions of the array must be square", at: call.span,
                    fix: "the shape is \(base.shape)")
            }
            if exponent < 0 {
                base = try base.inverse()
                exponent = 0 - exponent
            }
            var result = try Tensor.eye(base.shape[0], dtype: base.dtype)
            while exponent > 0 {
                if exponent & 1 == 1 { result = try result.dot(base) }
                exponent >>= 1
                if exponent > 0 { base = try base.dot(base) }
            }
            return try call.array(result)
        }
    }

    /// A norm of vectors along one axis, or of matrices along two.
    private func norm(
        _ values: Tensor, _ order: HostArgument?, _ axes: [Int]?, _ keepDims: Bool,
        at span: SourceSpan
    ) throws -> Tensor {
        let axes = axes ?? Array(0..<values.ndim)
        let size = try values.applying(.abs)
        var word: String?
        if case .string(let text)? = order?.value { word = text }
        let number = word == nil ? try order?.double() : nil
        if axes.count == 1 {
            switch number ?? 2 {
            case 2 where word == nil:
                return try values.combining(.multiply, values).sum(axis: axes, keepDims: keepDims)
                    .applying(.sqrt)
            case 1: return try size.sum(axis: axes, keepDims: keepDims)
            case 0:
                return try size.combining(.notEqual, .integer(0)).astype(values.dtype)
                    .sum(axis: axes, keepDims: keepDims)
            case .infinity: return try size.max(axis: axes, keepDims: keepDims)
            case -.infinity: return try size.min(axis: axes, keepDims: keepDims)
            case let power where word == nil:
                return try size.combining(.power, .floating(power))
                    .sum(axis: axes, keepDims: keepDims).combining(.power, .floating(1 / power))
            default: break
            }
        }
        if axes.count == 2 {
            let (rows, columns) = (axes[0], axes[1])
            if order == nil || word == "fro" {
                return try values.combining(.multiply, values).sum(axis: axes, keepDims: keepDims)
                    .applying(.sqrt)
            }
            if let number, number.magnitude == 1 || number.isInfinite {
                let sums = try size.sum(
                    axis: [number.magnitude == 1 ? rows : columns], keepDims: true)
                let result =
                    number > 0
                    ? try sums.max(axis: axes, keepDims: true)
                    : try sums.min(axis: axes, keepDims: true)
                return keepDims ? result : try result.squeezed(axes: axes)
            }
        }
        throw Diagnostic(
            "Invalid norm order for \(axes.count == 2 ? "matrices" : "vectors").",
            at: order?.span ?? span,
            fix: "use 1, 2, np.inf or, for matrices, 'fro', 1 or np.inf")
    }
}
