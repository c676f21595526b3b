extension Tensor {
    /// The value with every element as another type, laid out in memory as it was. Floats are
    /// cut towards zero when made integers (beyond 64 bits: the smallest integer), integers
    /// keep their lowest bits, anything but zero is true. O(size).
    public func astype(_ target: DType) -> Tensor {
        if target == dtype { return self }
        switch dtype {
        case .bool, .uint8: return castInteger(UInt8.self, to: target)
        case .uint64: return castInteger(UInt64.self, to: target)
        case .int8: return castInteger(Int8.self, to: target)
        case .int16: return castInteger(Int16.self, to: target)
        case .int32: return castInteger(Int32.self, to: target)
        case .int64: return castInteger(Int64.self, to: target)
        case .float16: return castFloating(Float16.self, to: target)
        case .float32: return castFloating(Float.self, to: target)
        case .float64: return castFloating(Double.self, to: target)
        }
    }

    private func castInteger<In: IntegerElement>(_ type: In.Type, to target: DType) -> Tensor {
        typealias Kernels = ElementwiseKernels
        switch target {
        case .bool: return Kernels.map(self) { (x: In) in x != 0 }
        case .uint8: return Kernels.map(self) { (x: In) in UInt8(truncatingIfNeeded: x) }
        case .uint64: return Kernels.map(self) { (x: In) in UInt64(truncatingIfNeeded: x) }
        case .int8: return Kernels.map(self) { (x: In) in Int8(truncatingIfNeeded: x) }
        case .int16: return Kernels.map(self) { (x: In) in Int16(truncatingIfNeeded: x) }
        case .int32: return Kernels.map(self) { (x: In) in Int32(truncatingIfNeeded: x) }
        case .int64: return Kernels.map(self) { (x: In) in Int64(truncatingIfNeeded: x) }
        case .float16: return Kernels.map(self) { (x: In) in Float16(integer: x) }
        case .float32: return Kernels.map(self) { (x: In) in Float(integer: x) }
        case .float64: return Kernels.map(self) { (x: In) in Double(integer: x) }
        }
    }

    private func castFloating<In: FloatingElement>(_ type: In.Type, to target: DType) -> Tensor {
        typealias Kernels = ElementwiseKernels
        switch target {
        case .bool: return Kernels.map(self) { (x: In) in x != 0 }
        // Narrow integers are cut from 32 bits, as processors and so NumPy do it.
        case .uint8:
            return Kernels.map(self) { (x: In) in UInt8(truncatingIfNeeded: x.double.cut32) }
        case .int8:
            return Kernels.map(self) { (x: In) in Int8(truncatingIfNeeded: x.double.cut32) }
        case .int16:
            return Kernels.map(self) { (x: In) in Int16(truncatingIfNeeded: x.double.cut32) }
        case .int32: return Kernels.map(self) { (x: In) in x.double.cut32 }
        case .int64: return Kernels.map(self) { (x: In) in x.double.cut64 }
        case .uint64:
            return Kernels.map(self) { (x: In) in
                let value = x.double
                return value >= 0x1p63 && value < 0x1p64
                    ? UInt64(value) : UInt64(bitPattern: value.cut64)
            }
        case .float16: return Kernels.map(self) { (x: In) in Float16(rounding: x.double) }
        case .float32: return Kernels.map(self) { (x: In) in Float(rounding: x.double) }
        case .float64: return Kernels.map(self) { (x: In) in x.double }
        }
    }
}

extension Double {
    /// Cut towards zero; the smallest integer where it does not fit, nan included.
    @inline(__always)
    fileprivate var cut32: Int32 {
        self > -2_147_483_649 && self < 2_147_483_648 ? Int32(self) : .min
    }

    /// Cut towards zero; the smallest integer where it does not fit, nan included.
    @inline(__always)
    fileprivate var cut64: Int64 { self >= -0x1p63 && self < 0x1p63 ? Int64(self) : .min }
}
