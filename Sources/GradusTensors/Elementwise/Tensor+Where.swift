extension Tensor {
    /// The elements of `first` where `condition` is true (not zero) and those of `second`
    /// elsewhere; the three are broadcast against each other.
    public static func whereSelect(
        _ condition: Tensor, _ first: Tensor, _ second: Tensor
    ) throws(TensorError) -> Tensor {
        guard let pair = try? condition.shape.broadcast(with: first.shape),
            let target = try? pair.broadcast(with: second.shape)
        else {
            let shapes = [condition, first, second].map(\.shape.numpyText).joined(separator: " ")
            throw TensorError(
                "operands could not be broadcast together with shapes \(shapes)",
                fix: "their axes, counted from the last, must be equal or 1")
        }
        let dtype = DType.promoted(first.dtype, second.dtype)
        let mask = condition.astype(.bool).broadcastView(target)
        let a = first.astype(dtype).broadcastView(target)
        let b = second.astype(dtype).broadcastView(target)
        switch dtype.itemSize {
        case 1: return select(mask, a, b, UInt8.self)
        case 2: return select(mask, a, b, Int16.self)
        case 4: return select(mask, a, b, Int32.self)
        default: return select(mask, a, b, Int64.self)
        }
    }

    private static func select<Element: TensorElement>(
        _ mask: Tensor, _ first: Tensor, _ second: Tensor, _ type: Element.Type
    ) -> Tensor {
        let result = Tensor(uninitialized: mask.shape, dtype: first.dtype)
        let loop = StridedLoop([mask, first, second])
        let (maskStep, firstStep, secondStep) = (
            loop.rowStride(0), loop.rowStride(1), loop.rowStride(2)
        )
        mask.withPointer { (masks: UnsafeMutablePointer<Bool>) in
            first.withPointer { (a: UnsafeMutablePointer<Element>) in
                second.withPointer { (b: UnsafeMutablePointer<Element>) in
                    result.withPointer { (target: UnsafeMutablePointer<Element>) in
                        var next = target
                        loop.forEachRow { places, count in
                            for i in 0..<count {
                                next[i] =
                                    masks[places[0] + i * maskStep]
                                    ? a[places[1] + i * firstStep]
                                    : b[places[2] + i * secondStep]
                            }
                            next += count
                        }
                    }
                }
            }
        }
        return result
    }
}
