/// Work that moves elements without looking at them: chosen by their size alone.
enum ElementMoves {
    /// Copies the elements of a tensor to the places of a view of the same shape and dtype.
    static func copy(_ source: Tensor, into target: Tensor) {
        switch target.dtype.itemSize {
        case 1: copy(source, into: target, as: UInt8.self)
        case 2: copy(source, into: target, as: Int16.self)
        case 4: copy(source, into: target, as: Int32.self)
        default: copy(source, into: target, as: Int64.self)
        }
    }

    private static func copy<Element: TensorElement>(
        _ source: Tensor, into target: Tensor, as type: Element.Type
    ) {
        guard source.size > 0 else { return }
        let loop = StridedLoop([target, source])
        let (step, sourceStep) = (loop.rowStride(0), loop.rowStride(1))
        target.withPointer { (targets: UnsafeMutablePointer<Element>) in
            source.withPointer { (values: UnsafeMutablePointer<Element>) in
                loop.forEachRow { places, count in
                    let row = targets + places[0]
                    let next = values + places[1]
                    if step == 1 && sourceStep == 1 {
                        row.update(from: next, count: count)
                    } else if step == 1 && sourceStep == 0 {
                        row.update(repeating: next[0], count: count)
                    } else {
                        for i in 0..<count { row[i * step] = next[i * sourceStep] }
                    }
                }
            }
        }
    }

    /// The elements at places of a tensor's storage, as a tensor of the given shape.
    static func gather(_ tensor: Tensor, _ places: [Int], _ shape: Shape) -> Tensor {
        switch tensor.dtype.itemSize {
        case 1: gather(tensor, places, shape, UInt8.self)
        case 2: gather(tensor, places, shape, Int16.self)
        case 4: gather(tensor, places, shape, Int32.self)
        default: gather(tensor, places, shape, Int64.self)
        }
    }

    private static func gather<Element: TensorElement>(
        _ tensor: Tensor, _ places: [Int], _ shape: Shape, _ type: Element.Type
    ) -> Tensor {
        let result = Tensor(uninitialized: shape, dtype: tensor.dtype)
        tensor.withPointer { (source: UnsafeMutablePointer<Element>) in
            result.withPointer { (target: UnsafeMutablePointer<Element>) in
                places.withUnsafeBufferPointer { places in
                    for i in places.indices { target[i] = source[places[i]] }
                }
            }
        }
        return result
    }

    /// Writes a row-major tensor's elements to places of another's storage, one after another.
    static func scatter(_ values: Tensor, to places: [Int], of target: Tensor) {
        switch target.dtype.itemSize {
        case 1: scatter(values, places, target, UInt8.self)
        case 2: scatter(values, places, target, Int16.self)
        case 4: scatter(values, places, target, Int32.self)
        default: scatter(values, places, target, Int64.self)
        }
    }

    private static func scatter<Element: TensorElement>(
        _ values: Tensor, _ places: [Int], _ target: Tensor, _ type: Element.Type
    ) {
        let source = values.contiguous()
        source.withPointer { (next: UnsafeMutablePointer<Element>) in
            target.withPointer { (memory: UnsafeMutablePointer<Element>) in
                for i in places.indices { memory[places[i]] = next[i] }
            }
        }
    }

    /// The elements where a mask of the same shape is true, both in row-major order.
    static func compress(_ tensor: Tensor, _ mask: Tensor) -> Tensor {
        switch tensor.dtype.itemSize {
        case 1: compress(tensor, mask, UInt8.self)
        case 2: compress(tensor, mask, Int16.self)
        case 4: compress(tensor, mask, Int32.self)
        default: compress(tensor, mask, Int64.self)
        }
    }

    private static func compress<Element: TensorElement>(
        _ tensor: Tensor, _ mask: Tensor, _ type: Element.Type
    ) -> Tensor {
        mask.withPointer { (masks: UnsafeMutablePointer<UInt8>) in
            let flags = masks + mask.offset
            var count = 0
            for i in 0..<tensor.size { count += Int(flags[i]) }
            let result = Tensor(uninitialized: [count], dtype: tensor.dtype)
            tensor.withPointer { (memory: UnsafeMutablePointer<Element>) in
                result.withPointer { (target: UnsafeMutablePointer<Element>) in
                    let source = memory + tensor.offset
                    var next = 0
                    for i in 0..<tensor.size where flags[i] != 0 {
                        target[next] = source[i]
                        next += 1
                    }
                }
            }
            return result
        }
    }
}
