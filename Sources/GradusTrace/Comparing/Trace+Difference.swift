import GradusAutodiff
import GradusTensors

extension Tensor {
    /// Whether dtype, shape and every element are the same bit for bit: nan is itself, and -0
    /// is not 0. O(size).
    public func isIdentical(to other: Tensor) -> Bool {
        guard dtype == other.dtype, shape == other.shape else { return false }
        switch dtype {
        case .float64:
            return elements(as: Double.self).elementsEqual(other.elements(as: Double.self)) {
                $0.bitPattern == $1.bitPattern
            }
        case .float32:
            return elements(as: Float.self).elementsEqual(other.elements(as: Float.self)) {
                $0.bitPattern == $1.bitPattern
            }
        case .float16:
            return elements(as: Float16.self).elementsEqual(other.elements(as: Float16.self)) {
                $0.bitPattern == $1.bitPattern
            }
        case .bool, .uint8, .uint64, .int8, .int16, .int32, .int64:
            return self == other
        }
    }
}

extension Trace {
    /// Where two traces first differ, in words, comparing numbers bit for bit; nil when they
    /// are the same. O(size of both).
    public func firstDifference(from other: Trace) -> String? {
        if info != other.info { return "info" }
        if isEnded != other.isEnded { return "whether the run ended" }
        if series != other.series { return "series" }
        if values != other.values { return "values" }
        return Self.firstDifference("steps", steps, other.steps) {
            $0 == $1 ? nil : "contents"
        }
            ?? Self.firstDifference("graphs", graphs, other.graphs) { $0.firstDifference(from: $1) }
            ?? Self.firstDifference("updates", updates, other.updates) {
                $0.firstDifference(from: $1)
            }
            ?? Self.firstDifference("tensors", tensors, other.tensors) { left, right in
                left.name == right.name && left.provenance == right.provenance
                    && left.tensor.isIdentical(to: right.tensor) ? nil : left.name
            }
    }

    private static func firstDifference<Record>(
        _ word: String, _ left: [Record], _ right: [Record],
        _ difference: (Record, Record) -> String?
    ) -> String? {
        guard left.count == right.count else {
            return "\(word): \(left.count) against \(right.count)"
        }
        for (place, pair) in zip(left, right).enumerated() {
            if let found = difference(pair.0, pair.1) { return "\(word)[\(place)]: \(found)" }
        }
        return nil
    }
}

extension GraphRecord {
    /// What first differs between two records, nil when all is the same bit for bit.
    public func firstDifference(from other: GraphRecord) -> String? {
        guard id == other.id, title == other.title, root == other.root, step == other.step,
            staleNodes == other.staleNodes
        else { return "identifier, title, root, step or stale nodes" }
        guard topology == other.topology else { return "topology" }
        guard gradients?.root == other.gradients?.root else { return "gradients' root" }
        for node in values.values.indices {
            guard values.values[node].isIdentical(to: other.values.values[node]) else {
                return "value of node \(node)"
            }
            switch (gradients?[node], other.gradients?[node]) {
            case (nil, nil): continue
            case (let left?, let right?) where left.isIdentical(to: right): continue
            default: return "gradient of node \(node)"
            }
        }
        return checks == other.checks ? nil : "checks"
    }
}

extension UpdateRecord {
    /// What first differs between two records, nil when all is the same bit for bit.
    public func firstDifference(from other: UpdateRecord) -> String? {
        guard step == other.step, parameter == other.parameter, version == other.version else {
            return "step, parameter or version"
        }
        if !before.isIdentical(to: other.before) { return "before" }
        return after.isIdentical(to: other.after) ? nil : "after"
    }
}

extension RecordedTensor {
    /// Whether both hold the same, bit for bit.
    public func isIdentical(to other: RecordedTensor) -> Bool {
        guard dtype == other.dtype, shape == other.shape, summary == other.summary else {
            return false
        }
        switch (tensor, other.tensor) {
        case (nil, nil): return true
        case (let left?, let right?): return left.isIdentical(to: right)
        default: return false
        }
    }
}
