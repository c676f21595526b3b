import GradusAutodiff
import GradusDiagnostics
import GradusTensors

extension Interpreter {
    /// Functions of `np` that make arrays.
    func addNumPyMaking(to numpy: ModuleObject) {
        for name in ["array", "asarray"] {
            numpy.define(name, "object, dtype=") { call in
                let argument = try call.required("object")
                let dtype = try call.dtype("dtype")
                let tensor: Tensor
                if case .array(let array) = argument.value {
                    let wanted = array.tensor.astype(dtype ?? array.tensor.dtype)
                    if name == "asarray", wanted.sharedStorage === array.tensor.sharedStorage {
                        return argument.value
                    }
                    tensor = wanted.copied()
                } else {
                    tensor = try TensorBuilding.tensor(
                        from: argument.value, dtype: dtype, at: argument.span)
                }
                try call.interpreter.checkMemory(tensor.nbytes, at: call.span)
                return .array(
                    NDArray(
                        tensor.copied(), isScalar: false, base: nil,
                        account: call.interpreter.account))
            }
        }
        for (name, number) in [("zeros", 0), ("ones", 1), ("empty", 0)] {
            numpy.define(name, "shape, dtype=") { call in
                _ = try call.required("shape")
                return try call.filled(
                    try call.shape("shape") ?? [], .integer(Int64(number)),
                    try call.dtype("dtype") ?? .float64)
            }
            guard name != "empty" else { continue }
            numpy.define("\(name)_like", "a, dtype=") { call in
                let tensor = try call.interpreter.numbers(try call.required("a"))
                return try call.filled(
                    tensor.shape, .integer(Int64(number)), try call.dtype("dtype") ?? tensor.dtype)
            }
        }
        numpy.define("full", "shape, fill_value, dtype=") { call in
            let value = try call.required("fill_value")
            let number: PythonNumber
            if case .bool(let flag) = value.value {
                number = .bool(flag)
            } else if let integer = value.value.integer {
                number = .integer(Int64(integer))
            } else {
                number = .floating(try value.double())
            }
            return try call.filled(
                try call.shape("shape") ?? [], number,
                try call.dtype("dtype") ?? number.kind.defaultDType)
        }
        for name in ["eye", "identity"] {
            numpy.define(name, name == "eye" ? "N, M=, k=, dtype=" : "N, dtype=") { call in
                let rows = try call.required("N").int()
                let columns = try call["M"]?.int() ?? rows
                let shape = try Shape.checked([rows, columns])
                try call.interpreter.checkMemory(of: shape, at: call.span)
                return try call.array(
                    try Tensor.eye(
                        rows, columns: columns, offset: try call["k"]?.int() ?? 0,
                        dtype: try call.dtype("dtype") ?? .float64))
            }
        }
        addSequences(to: numpy)
    }

    private func addSequences(to numpy: ModuleObject) {
        numpy.define("arange", "start, stop=, step=, dtype=") { call in
            let first = try call.required("start")
            let arguments = [first, call["stop"], call["step"]].compactMap { $0 }
            let tensor: Tensor
            if arguments.allSatisfy({ $0.value.integer != nil }) {
                let a = try first.int()
                let start = call["stop"] == nil ? 0 : a
                let stop = try call["stop"]?.int() ?? a
                let step = try call["step"]?.int() ?? 1
                if step != 0 {
                    let count = RangeValue(start: start, stop: stop, step: step).count
                    try call.interpreter.checkMemory(
                        count > Int.max / 8 ? Int.max : count * 8, at: call.span)
                }
                tensor = try Tensor.arange(Int64(start), Int64(stop), step: Int64(step))
            } else {
                let a = try first.double()
                let start = call["stop"] == nil ? 0 : a
                let stop = try call["stop"]?.double() ?? a
                let step = try call["step"]?.double() ?? 1
                let count = ((stop - start) / step).rounded(.up)
                guard count.isFinite else {
                    throw Diagnostic("np.arange() needs finite bounds and a step", at: call.span)
                }
                try call.interpreter.checkMemory(
                    count > 0x1p58 ? Int.max : Int(max(0, count)) * 8, at: call.span)
                tensor = try Tensor.arange(start, stop, step: step)
            }
            return try call.array(tensor.astype(try call.dtype("dtype") ?? tensor.dtype))
        }
        numpy.define("linspace", "start, stop, num=, endpoint=") { call in
            let count = try call["num"]?.int() ?? 50
            try call.interpreter.checkMemory(
                count > Int.max / 8 ? Int.max : max(0, count) * 8, at: call.span)
            return try call.array(
                try Tensor.linspace(
                    try call.required("start").double(), try call.required("stop").double(),
                    count: count, endpoint: try call["endpoint"]?.bool() ?? true))
        }
        numpy.define("meshgrid", "x, y") { call in
            let x = try call.interpreter.numbers(try call.required("x")).flattened()
            let y = try call.interpreter.numbers(try call.required("y")).flattened()
            let shape = try Shape.checked([y.size, x.size])
            try call.interpreter.checkMemory(of: shape, itemSize: 16, at: call.span)
            return .makeList([
                try call.array(try x.broadcast(to: shape).copied()),
                try call.array(try y.expandedDims(axis: 1).broadcast(to: shape).copied()),
            ])
        }
    }
}

extension HostCall {
    /// An array of equal numbers; of rank 0 too, as an array.
    fileprivate func filled(
        _ shape: Shape, _ number: PythonNumber, _ dtype: DType
    ) throws(Diagnostic) -> Value {
        try interpreter.checkMemory(of: shape, itemSize: dtype.itemSize, at: span)
        return .array(
            NDArray(
                Tensor.full(shape, number, dtype: dtype), isScalar: false, base: nil,
                account: interpreter.account))
    }
}
