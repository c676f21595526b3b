import Foundation
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// `math`, by the elementary functions that give the same bits on every machine.
    func mathModule() -> ModuleObject {
        let module = ModuleObject(name: "math")
        module.members["pi"] = .float(.pi)
        module.members["tau"] = .float(2 * .pi)
        module.members["e"] = .float(2.718281828459045)
        module.members["inf"] = .float(.infinity)
        module.members["nan"] = .float(.nan)
        addMathFunctions(to: module)
        addWholeNumberFunctions(to: module)
        addMathReductions(to: module)
        return module
    }

    private func addMathFunctions(to module: ModuleObject) {
        let kernels: [(String, GradusTensors.UnaryOperation)] = [
            ("exp", .exp), ("expm1", .expm1), ("log1p", .log1p), ("log2", .log2),
            ("log10", .log10), ("sqrt", .sqrt), ("tanh", .tanh), ("sin", .sin), ("cos", .cos),
            ("tan", .tan),
        ]
        for (name, kernel) in kernels {
            module.define(name, "x") { call in
                let argument = try call.required("x")
                let x = try call.interpreter.realNumber(argument)
                return .float(try call.interpreter.mathematics(kernel, x, at: call.span))
            }
        }
        addInverseFunctions(to: module)
        module.define("log", "x, base=") { call in
            let x = try call.interpreter.realNumber(try call.required("x"))
            let logarithm = try call.interpreter.mathematics(.log, x, at: call.span)
            guard let argument = call["base"] else { return .float(logarithm) }
            let base = try call.interpreter.mathematics(
                .log, try call.interpreter.realNumber(argument), at: argument.span)
            return try call.interpreter.floats(.divide, logarithm, base, at: call.span)
        }
        module.define("pow", "x, y") { call in
            let x = try call.interpreter.realNumber(try call.required("x"))
            let y = try call.interpreter.realNumber(try call.required("y"))
            let power = Elementary.pow(x, y)
            if power.isNaN, !x.isNaN, !y.isNaN { throw call.interpreter.domainError(at: call.span) }
            if power.isInfinite, x.isFinite, y.isFinite {
                throw x == 0
                    ? call.interpreter.domainError(at: call.span)
                    : call.interpreter.error("OverflowError", "math range error", at: call.span)
            }
            return .float(power)
        }
        module.define("fabs", "x") { call in
            .float(try call.interpreter.realNumber(try call.required("x")).magnitude)
        }
        module.define("copysign", "x, y") { call in
            let x = try call.interpreter.realNumber(try call.required("x"))
            let y = try call.interpreter.realNumber(try call.required("y"))
            return .float(Double(signOf: y, magnitudeOf: x))
        }
        module.define("fmod", "x, y") { call in
            let x = try call.interpreter.realNumber(try call.required("x"))
            let y = try call.interpreter.realNumber(try call.required("y"))
            guard y != 0, x.isFinite || x.isNaN else {
                throw call.interpreter.domainError(at: call.span)
            }
            return .float(x.truncatingRemainder(dividingBy: y))
        }
        for (name, factor) in [("radians", Double.pi / 180), ("degrees", 180 / Double.pi)] {
            module.define(name, "x") { call in
                .float(try call.interpreter.realNumber(try call.required("x")) * factor)
            }
        }
        for (name, test) in [
            ("isnan", { (x: Double) in x.isNaN }), ("isinf", { $0.isInfinite }),
            ("isfinite", { $0.isFinite }),
        ] {
            module.define(name, "x") { call in
                .bool(test(try call.interpreter.realNumber(try call.required("x"))))
            }
        }
        module.define("isclose", "a, b, *, rel_tol=, abs_tol=") { call in
            let a = try call.interpreter.realNumber(try call.required("a"))
            let b = try call.interpreter.realNumber(try call.required("b"))
            let relative = try call["rel_tol"]?.double() ?? 1e-9
            let absolute = try call["abs_tol"]?.double() ?? 0
            guard relative >= 0, absolute >= 0 else {
                throw call.interpreter.error(
                    "ValueError", "tolerances must be non-negative", at: call.span)
            }
            if a == b { return .bool(true) }
            guard a.isFinite, b.isFinite else { return .bool(false) }
            let distance = (a - b).magnitude
            return .bool(
                distance <= relative * a.magnitude || distance <= relative * b.magnitude
                    || distance <= absolute)
        }
    }

    /// `asin` and its like, as far as tensors have the kernels.
    private func addInverseFunctions(to module: ModuleObject) {
        let kernels = [
            ("asin", "arcsin"), ("acos", "arccos"), ("atan", "arctan"), ("sinh", "sinh"),
            ("cosh", "cosh"), ("asinh", "arcsinh"), ("acosh", "arccosh"), ("atanh", "arctanh"),
            ("exp2", "exp2"), ("cbrt", "cbrt"),
        ]
        for (name, kernelName) in kernels {
            guard let kernel = GradusTensors.UnaryOperation(rawValue: kernelName) else { continue }
            module.define(name, "x") { call in
                let x = try call.interpreter.realNumber(try call.required("x"))
                return .float(try call.interpreter.mathematics(kernel, x, at: call.span))
            }
        }
        guard let kernel = GradusTensors.BinaryOperation(rawValue: "arctan2") else { return }
        module.define("atan2", "y, x") { call in
            let y = try call.interpreter.realNumber(try call.required("y"))
            let x = try call.interpreter.realNumber(try call.required("x"))
            let angle = try call.interpreter.located(at: call.span) { () throws(TensorError) in
                try Tensor(scalar: y).combining(kernel, Tensor(scalar: x))
            }
            return .float(angle.scalarValue)
        }
    }

    private func addWholeNumberFunctions(to module: ModuleObject) {
        let roundings: [(String, FloatingPointRoundingRule)] = [
            ("floor", .down), ("ceil", .up), ("trunc", .towardZero),
        ]
        for (name, rule) in roundings {
            module.define(name, "x") { call in
                let argument = try call.required("x")
                if let integer = argument.value.integer { return .int(integer) }
                let x = try call.interpreter.realNumber(argument)
                guard x.isFinite else {
                    throw call.interpreter.error(
                        x.isNaN ? "ValueError" : "OverflowError",
                        "cannot convert float \(x.isNaN ? "NaN" : "infinity") to integer",
                        at: call.span)
                }
                guard let integer = Int(exactly: x.rounded(rule)) else {
                    throw call.interpreter.integerOverflow(at: call.span)
                }
                return .int(integer)
            }
        }
        module.define("isqrt", "n") { call in
            let number = try call.required("n").int()
            guard number >= 0 else {
                throw call.interpreter.error(
                    "ValueError", "isqrt() argument must be nonnegative", at: call.span)
            }
            var root = Int(Double(number).squareRoot())
            while root > 0,
                root.multipliedReportingOverflow(by: root).overflow || root * root > number
            {
                root -= 1
            }
            while (root + 1) <= number / (root + 1) { root += 1 }
            return .int(root)
        }
        module.define("factorial", "n") { call in
            let number = try call.required("n").int()
            guard number >= 0 else {
                throw call.interpreter.error(
                    "ValueError", "factorial() not defined for negative values", at: call.span)
            }
            guard number <= 20 else { throw call.interpreter.integerOverflow(at: call.span) }
            return .int(number < 2 ? 1 : (2...number).reduce(1, *))
        }
        for (name, isOrdered) in [("comb", false), ("perm", true)] {
            module.define(name, isOrdered ? "n, k=" : "n, k") { call in
                let n = try call.required("n").int()
                let k = try call["k"]?.int() ?? n
                guard n >= 0, k >= 0 else {
                    throw call.interpreter.error(
                        "ValueError", "\(n < 0 ? "n" : "k") must be a non-negative integer",
                        at: call.span)
                }
                if k > n { return .int(0) }
                var result = 1
                let count = isOrdered ? k : min(k, n - k)
                for place in 0..<count {
                    try call.interpreter.countStep(at: call.span)
                    // C(n, i + 1) = C(n, i) (n - i) / (i + 1), which divides without rest.
                    let wide = result.multipliedFullWidth(by: n - place)
                    guard wide.high == 0 || isOrdered == false else {
                        throw call.interpreter.integerOverflow(at: call.span)
                    }
                    let divisor = isOrdered ? 1 : place + 1
                    guard wide.high < divisor, wide.high >= 0 else {
                        throw call.interpreter.integerOverflow(at: call.span)
                    }
                    let quotient = UInt(divisor).dividingFullWidth(
                        (UInt(wide.high), wide.low)
                    ).quotient
                    guard let next = Int(exactly: quotient) else {
                        throw call.interpreter.integerOverflow(at: call.span)
                    }
                    result = next
                }
                return .int(result)
            }
        }
        for (name, isLeast) in [("gcd", false), ("lcm", true)] {
            module.define(name, "*numbers") { call in
                var result: UInt = isLeast ? 1 : 0
                for argument in call.rest {
                    let number = try argument.int().magnitude
                    var (a, b) = (result, number)
                    while b != 0 { (a, b) = (b, a % b) }
                    if isLeast {
                        let (product, overflow) =
                            a == 0
                            ? (0, false) : (result / a).multipliedReportingOverflow(by: number)
                        guard !overflow else {
                            throw call.interpreter.integerOverflow(at: call.span)
                        }
                        result = product
                    } else {
                        result = a
                    }
                }
                guard let answer = Int(exactly: result) else {
                    throw call.interpreter.integerOverflow(at: call.span)
                }
                return .int(answer)
            }
        }
    }

    private func addMathReductions(to module: ModuleObject) {
        module.define("hypot", "*coordinates") { call in
            var numbers: [Double] = []
            for argument in call.rest { numbers.append(try call.interpreter.realNumber(argument)) }
            return .float(Self.norm(numbers))
        }
        module.define("dist", "p, q") { call in
            let first = try call.requiredElements("p")
            let second = try call.requiredElements("q")
            guard first.count == second.count else {
                throw call.interpreter.error(
                    "ValueError", "both points must have the same number of dimensions",
                    at: call.span)
            }
            var distances: [Double] = []
            for (a, b) in zip(first, second) {
                guard let x = a.number, let y = b.number else {
                    throw call.interpreter.error("TypeError", "must be real number", at: call.span)
                }
                distances.append(x - y)
            }
            return .float(Self.norm(distances))
        }
        module.define("fsum", "iterable") { call in
            var numbers: [Double] = []
            for value in try call.requiredElements("iterable") {
                guard let number = value.number else {
                    throw call.interpreter.error(
                        "TypeError", "must be real number, not \(value.typeName)", at: call.span)
                }
                numbers.append(number)
            }
            return .float(Self.exactSum(numbers))
        }
        module.define("prod", "iterable, *, start=") { call in
            var product = call["start"]?.value ?? .int(1)
            for value in try call.requiredElements("iterable") {
                product = try call.interpreter.binary(.multiply, product, value, at: call.span)
            }
            return product
        }
    }

    // MARK: numbers

    fileprivate func realNumber(_ argument: HostArgument) throws(Diagnostic) -> Double {
        if let number = argument.value.number { return number }
        if case .array(let array) = argument.value, array.tensor.size == 1 {
            return array.tensor.scalarValue
        }
        if let result = try special("__float__", of: argument.value, at: argument.span),
            let number = result.number
        {
            return number
        }
        if case .array = argument.value {
            throw error(
                "TypeError", "only length-1 arrays can be converted to Python scalars",
                at: argument.span, fix: "use the function of numpy: np.…")
        }
        throw error(
            "TypeError", "must be real number, not \(argument.value.typeName)", at: argument.span)
    }

    fileprivate func domainError(at span: SourceSpan) -> Diagnostic {
        error("ValueError", "math domain error", at: span)
    }

    /// A function of one number, with Python's errors where it has no value.
    private func mathematics(
        _ operation: GradusTensors.UnaryOperation, _ x: Double, at span: SourceSpan
    ) throws(Diagnostic) -> Double {
        let result: Double
        switch operation {
        case .sqrt: result = x.squareRoot()
        case .exp: result = Elementary.exp(x)
        case .expm1: result = Elementary.expm1(x)
        case .log: result = Elementary.log(x)
        case .log1p: result = Elementary.log1p(x)
        case .log2: result = Elementary.log2(x)
        case .log10: result = Elementary.log10(x)
        case .tanh: result = Elementary.tanh(x)
        case .sin: result = Elementary.sin(x)
        case .cos: result = Elementary.cos(x)
        case .tan: result = Elementary.tan(x)
        default:
            result = try located(at: span) { () throws(TensorError) in
                try Tensor(scalar: x).applying(operation)
            }.scalarValue
        }
        if result.isNaN, !x.isNaN { throw domainError(at: span) }
        if result.isInfinite, x.isFinite {
            let grows = ["exp", "expm1", "exp2", "sinh", "cosh"].contains(operation.rawValue)
            throw grows
                ? error("OverflowError", "math range error", at: span) : domainError(at: span)
        }
        return result
    }

    /// The root of the sum of squares, scaled so that nothing overflows.
    private static func norm(_ numbers: [Double]) -> Double {
        let largest = numbers.map(\.magnitude).max() ?? 0
        if numbers.contains(where: \.isInfinite) { return .infinity }
        guard largest > 0, !numbers.contains(where: \.isNaN) else {
            return numbers.contains(where: \.isNaN) ? .nan : 0
        }
        let scale = Double(sign: .plus, exponent: largest.exponent, significand: 1)
        let squares = numbers.flatMap { number -> [Double] in
            // The square and its rounding error, so that the sum is exact before the root.
            let x = number / scale
            let square = x * x
            return [square, error(ofSquare: x, square)]
        }
        return exactSum(squares).squareRoot() * scale
    }

    /// What `x * x` lost by rounding (Dekker's product).
    private static func error(ofSquare x: Double, _ square: Double) -> Double {
        let c = 134_217_729 * x
        let high = c - (c - x)
        let low = x - high
        return ((high * high - square) + 2 * high * low) + low * low
    }

    /// The correctly rounded sum (J. R. Shewchuk, "Adaptive Precision Floating-Point
    /// Arithmetic", 1997), as `math.fsum`.
    private static func exactSum(_ numbers: [Double]) -> Double {
        if let special = numbers.first(where: { !$0.isFinite }) {
            return numbers.reduce(special) { $1.isFinite ? $0 : $0 + $1 }
        }
        var partials: [Double] = []
        for number in numbers {
            var x = number
            var kept: [Double] = []
            for partial in partials {
                let (large, small) = x.magnitude < partial.magnitude ? (partial, x) : (x, partial)
                let high = large + small
                let low = small - (high - large)
                if low != 0 { kept.append(low) }
                x = high
            }
            partials = kept + [x]
        }
        guard var high = partials.popLast() else { return 0 }
        var low = 0.0
        while let next = partials.popLast() {
            let before = high
            high = before + next
            low = next - (high - before)
            if low != 0 { break }
        }
        // Half a unit is rounded by the sign of what is left.
        if low != 0, let rest = partials.last, (low < 0) == (rest < 0) {
            let doubled = low * 2
            let sum = high + doubled
            if doubled == sum - high { high = sum }
        }
        return high
    }
}
