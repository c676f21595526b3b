import GradusDiagnostics

extension Interpreter {
    func repeated(
        _ text: String, _ count: Int, at place: SourceSpan
    ) throws(Diagnostic) -> Value {
        let (bytes, overflow) = text.utf8.count.multipliedReportingOverflow(by: max(0, count))
        try checkMemory(overflow ? Int.max : bytes, at: place)
        try countText(bytes, at: place)
        guard count > 0, !text.isEmpty else { return .string("") }
        // Doubled and not appended one by one.
        var filled = Array(text.utf8)
        filled.reserveCapacity(bytes)
        while filled.count * 2 <= bytes { filled += filled }
        filled += filled[..<(bytes - filled.count)]
        return .string(String(decoding: filled, as: UTF8.self))
    }

    func joined(
        _ left: [Value], _ right: [Value], at place: SourceSpan
    ) throws(Diagnostic) -> [Value] {
        try checkMemory((left.count + right.count) * MemoryCharge.valueSize, at: place)
        try countStep((left.count + right.count) / 16, at: place)
        return left + right
    }

    func repeated(
        _ elements: [Value], _ count: Int, at place: SourceSpan
    ) throws(Diagnostic) -> [Value] {
        guard count > 0, !elements.isEmpty else { return [] }
        let (size, overflow) = elements.count.multipliedReportingOverflow(by: count)
        try checkMemory(overflow || size > Int.max / 32 ? Int.max : size * 24, at: place)
        try countStep(size / 16, at: place)
        var result: [Value] = []
        result.reserveCapacity(size)
        for _ in 0..<count { result += elements }
        return result
    }
}
