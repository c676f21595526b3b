import GradusTensors

extension Topology {
    /// The bytes that every encoding begins with: the format's name and version.
    static let signature: [UInt8] = Array("GTOP".utf8) + [1]

    /// The topology as bytes: the same for equal topologies on every machine. Lists are
    /// preceded by their length, integers are LEB128 varints (signed ones in zigzag form),
    /// texts UTF-8; optional values are preceded by 0 or 1.
    public func encoded() -> [UInt8] {
        var writer = ByteWriter()
        writer.bytes = Self.signature
        writer.count(scopes.count)
        for scope in scopes {
            writer.text(scope.name)
            writer.optional(scope.parent)
        }
        writer.count(statements.count)
        for statement in statements {
            writer.text(statement.name)
            writer.text(statement.text)
            writer.optional(statement.file)
            writer.optional(statement.line)
            writer.optional(statement.column)
        }
        writer.count(nodes.count)
        for index in nodes.indices { writer.node(nodes[index], inputs(of: index), at: index) }
        return writer.bytes
    }

    /// FNV-1a of `encoded()`, 64 bits: the same on every machine, so that a loop that builds
    /// the same graph at each step is recognised. O(nodes).
    public var contentHash: UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in encoded() {
            hash ^= UInt64(byte)
            hash &*= 0x0000_0100_0000_01b3
        }
        return hash
    }
}

extension Primitive {
    /// The number that stands for it in bytes: its place in `allCases`, which only grows.
    static let codes: [Primitive: Int] = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

/// Writes the parts of an encoding.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func count(_ number: Int) {
        varint(UInt64(number))
    }

    private mutating func varint(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func integer(_ number: Int) {
        varint(UInt64(bitPattern: Int64((number << 1) ^ (number >> 63))))
    }

    mutating func text(_ text: String) {
        let utf8 = Array(text.utf8)
        count(utf8.count)
        bytes += utf8
    }

    mutating func optional(_ number: Int?) {
        bytes.append(number == nil ? 0 : 1)
        if let number { integer(number) }
    }

    mutating func optional(_ value: String?) {
        bytes.append(value == nil ? 0 : 1)
        if let value { text(value) }
    }

    mutating func integers(_ numbers: [Int]?) {
        bytes.append(numbers == nil ? 0 : 1)
        guard let numbers else { return }
        count(numbers.count)
        for number in numbers { integer(number) }
    }

    mutating func node(_ node: Node, _ inputs: ArraySlice<Int>, at index: Int) {
        count(node.primitive.flatMap { Primitive.codes[$0] }.map { $0 + 1 } ?? 0)
        count(inputs.count)
        for input in inputs { count(index - input) }
        attributes(node.attributes)
        optional(node.name)
        count(node.version)
        text(node.role.rawValue)
        optional(node.scope)
        optional(node.statement)
        integers(node.shape.dimensions)
        text(node.dtype.rawValue)
    }

    private mutating func attributes(_ attributes: Attributes) {
        guard attributes != .none else {
            bytes.append(0)
            return
        }
        bytes.append((attributes.keepDims ? 2 : 1) + (attributes.hasOptions ? 2 : 0))
        integers(attributes.axes)
        integers(attributes.shape?.dimensions)
        bytes.append(attributes.slices == nil ? 0 : 1)
        slices(attributes.slices ?? [], isPresent: attributes.slices != nil)
        if attributes.hasOptions { options(attributes.options) }
    }

    private mutating func slices(_ slices: [AxisSlice], isPresent: Bool) {
        guard isPresent else { return }
        count(slices.count)
        for slice in slices {
            switch slice {
            case .newAxis: bytes.append(0)
            case .index(let place):
                bytes.append(1)
                integer(place)
            case .range(let start, let step, let count):
                bytes.append(2)
                integer(start)
                integer(step)
                integer(count)
            }
        }
    }

    private mutating func options(_ options: Attributes.Options) {
        bytes.append(options.numbers == nil ? 0 : 1)
        if let numbers = options.numbers {
            count(numbers.count)
            for number in numbers { bits(number.bitPattern) }
        }
        bytes.append(options.window == nil ? 0 : 1)
        if let window = options.window {
            for list in [
                window.sizes, window.strides, window.before, window.after, window.dilation,
            ] { integers(list) }
        }
        optional(options.groups)
        optional(options.equation)
        optional(options.dtype?.rawValue)
        optional(options.reduction?.rawValue)
        bytes.append(options.seed == nil ? 0 : 1)
        if let seed = options.seed { bits(seed) }
    }

    private mutating func bits(_ word: UInt64) {
        for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * byte))) }
    }
}
