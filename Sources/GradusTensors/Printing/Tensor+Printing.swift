extension Tensor: CustomStringConvertible {
    /// As NumPy's `str`: the elements in brackets, without commas.
    public var description: String { numpyString() }

    /// As NumPy's `str(array)`; a scalar as Python writes the number.
    public func numpyString(_ options: PrintOptions = PrintOptions()) -> String {
        ndim == 0
            ? NumberPrinting.pythonRepr(scalar: self)
            : numpyText(separator: " ", options: options)
    }

    /// As NumPy's `array2string(array, separator: …)`.
    public func numpyText(
        separator: String = " ", prefix: String = "", options: PrintOptions = PrintOptions()
    ) -> String {
        ArrayText(self, separator: separator, prefix: prefix, options: options).text
    }

    /// As NumPy's `repr(array)`: `array([1., 2.], dtype=float32)`.
    public func numpyRepr(_ options: PrintOptions = PrintOptions()) -> String {
        let prefix = "array("
        // The closing bracket needs its place on the last line.
        var narrow = options
        narrow.lineWidth -= 1
        let body = prefix + numpyText(separator: ", ", prefix: prefix, options: narrow)
        var extras: [String] = []
        if (size == 0 && shape != [0]) || size > options.threshold {
            extras.append("shape=\(shape)")
        }
        let isObvious = dtype == .float64 || dtype == .int64 || dtype == .bool
        if !isObvious || size == 0 { extras.append("dtype=\(dtype.rawValue)") }
        guard !extras.isEmpty else { return body + ")" }
        let tail = extras.joined(separator: ", ") + ")"
        let lastLine = (body.split(separator: "\n").last?.count ?? 0) + 1
        let isLong = lastLine + tail.count + 1 > options.lineWidth
        return body + "," + (isLong ? "\n" + String(repeating: " ", count: prefix.count) : " ")
            + tail
    }
}
