import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// NumPy's functions for recorded values that are made of several primitives.
    func addRecordedCompositions(to numpy: ModuleObject) {
        numpy.record("hypot", "x1, x2") { call in
            try call.compose([try call.required("x1"), try call.required("x2")]) {
                composer, operands throws(Diagnostic) in
                let squares = [
                    try composer.apply(.square, [operands[0]]),
                    try composer.apply(.square, [operands[1]]),
                ]
                return try composer.apply(.sqrt, [try composer.apply(.add, squares)])
            }
        }
        // Smooth wherever it is finite; below that, by the larger of the two, so that −∞ stays.
        numpy.record("logaddexp", "x1, x2") { call in
            try call.compose([try call.required("x1"), try call.required("x2")]) {
                composer, operands throws(Diagnostic) in
                if operands.allSatisfy({ $0.value.doubles().allSatisfy { $0 > -.infinity } }) {
                    let way = try composer.apply(.subtract, [operands[1], operands[0]])
                    return try composer.apply(
                        .add, [operands[0], try composer.apply(.softplus, [way])])
                }
                let larger = try composer.apply(.maximum, operands)
                let distance = try composer.apply(
                    .abs, [try composer.apply(.subtract, operands)])
                let share = try composer.apply(
                    .exp, [try composer.apply(.negate, [distance])])
                return try composer.apply(.add, [larger, try composer.apply(.log1p, [share])])
            }
        }
        numpy.record("exp2", "x") { call in
            try call.compose([try call.required("x")]) { composer, operands throws(Diagnostic) in
                let two = try composer.constant(2, like: operands[0])
                return try composer.apply(.power, [two, operands[0]])
            }
        }
        numpy.record("diff", "a, n=, axis=") { call in
            let (count, axis) = (try call.int("n", default: 1), try call.int("axis", default: -1))
            return try call.compose([try call.required("a")]) {
                composer, operands throws(Diagnostic) in
                var x = operands[0]
                let place = try composer.axis(axis, of: x)
                for _ in 0..<max(0, min(count, x.shape[place])) {
                    let length = max(0, x.shape[place] - 1)
                    let next = try composer.slice(
                        x, place, from: min(1, x.shape[place]), count: length)
                    let own = try composer.slice(x, place, from: 0, count: length)
                    x = try composer.apply(.subtract, [next, own])
                }
                return x
            }
        }
        numpy.record("trace", "a") { call in
            try call.compose([try call.required("a")]) { composer, operands throws(Diagnostic) in
                let diagonal = try Self.diagonal(operands[0], 0, composer)
                return try composer.apply(.sum, [diagonal])
            }
        }
        for name in ["diagonal", "diag"] {
            numpy.record(name, name == "diag" ? "v, k=" : "v, offset=") { call in
                let offset = try call.int(name == "diag" ? "k" : "offset", default: 0)
                return try call.compose([try call.required("v")]) {
                    composer, operands throws(Diagnostic) in
                    try Self.diagonal(operands[0], offset, composer)
                }
            }
        }
    }

    /// NumPy's functions that move, exchange and repeat axes.
    func addRecordedAxes(to numpy: ModuleObject) {
        numpy.record("swapaxes", "a, axis1, axis2") { call in
            let axes = [try call.required("axis1").int(), try call.required("axis2").int()]
            return try call.compose([try call.required("a")]) {
                composer, operands throws(Diagnostic) in
                var order = Array(0..<operands[0].shape.rank)
                order.swapAt(
                    try composer.axis(axes[0], of: operands[0]),
                    try composer.axis(axes[1], of: operands[0]))
                return try composer.apply(.transpose, operands, Attributes(axes: order))
            }
        }
        numpy.record("moveaxis", "a, source, destination") { call in
            let (from, to) = (
                try call.required("source").int(), try call.required("destination").int()
            )
            return try call.compose([try call.required("a")]) {
                composer, operands throws(Diagnostic) in
                let source = try composer.axis(from, of: operands[0])
                let target = try composer.axis(to, of: operands[0])
                var order = Array(0..<operands[0].shape.rank)
                order.remove(at: source)
                order.insert(source, at: target)
                return try composer.apply(.transpose, operands, Attributes(axes: order))
            }
        }
        numpy.record("repeat", "a, repeats, axis=") { call in
            let count = try call.required("repeats").int()
            let axis = try call["axis"]?.int()
            return try call.compose([try call.required("a")]) {
                composer, operands throws(Diagnostic) in
                let x =
                    axis == nil
                    ? try composer.reshape(operands[0], [operands[0].shape.count]) : operands[0]
                let place = try composer.axis(axis ?? 0, of: x)
                guard count >= 0, count < 1 << 30 else {
                    throw Diagnostic("repeats may not contain negative values.", at: call.span)
                }
                try composer.interpreter.checkMemory(
                    x.shape.count.multipliedReportingOverflow(by: count * 8).partialValue,
                    at: call.span)
                let places = (0..<x.shape[place]).flatMap {
                    [Int64](repeating: Int64($0), count: count)
                }
                let leaf = composer.graph.leaf(Tensor(places, shape: [places.count]))
                return try composer.apply(.take, [x, leaf], Attributes(axis: place))
            }
        }
    }

    /// A diagonal of a matrix: every element a row and a place further.
    private static func diagonal(
        _ x: Variable, _ offset: Int, _ composer: Composer
    ) throws(Diagnostic) -> Variable {
        guard x.shape.rank == 2 else {
            throw Diagnostic(
                "the diagonal of a recorded value needs a matrix, found shape \(x.shape)",
                at: composer.span)
        }
        let (rows, columns) = (x.shape[0], x.shape[1])
        guard offset > -rows, offset < columns else {
            throw Diagnostic(
                "diagonal \(offset) lies outside of a matrix of shape \(x.shape)",
                at: composer.span)
        }
        let count = offset >= 0 ? min(rows, columns - offset) : min(rows + offset, columns)
        let first = offset >= 0 ? offset : -offset * columns
        let flat = try composer.reshape(x, [rows * columns])
        let slice = AxisSlice.range(start: first, step: columns + 1, count: count)
        return try composer.apply(.indexed, [flat], Attributes(slices: [slice]))
    }
}
