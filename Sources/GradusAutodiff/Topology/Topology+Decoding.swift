import GradusTensors

extension Topology {
    /// Reads what `encoded` wrote. Bytes may come from a damaged file: each index, shape and
    /// dtype is checked, operations by their own shape rules, so that a topology that was
    /// read can be evaluated and differentiated like one that was recorded. Memory stays
    /// within a small multiple of the number of bytes.
    public init(decoding bytes: some Collection<UInt8>) throws(TopologyError) {
        var reader = ByteReader(bytes: Array(bytes))
        guard reader.bytes.starts(with: Self.signature) else {
            throw TopologyError("these bytes are no topology of version \(Self.signature[4])")
        }
        reader.next = Self.signature.count
        self.init()
        for place in 0..<(try reader.listLength(atLeast: 2)) {
            let name = try reader.text()
            let parent = try reader.optionalInteger()
            if let parent { try reader.check(parent, below: place, "parent scope") }
            scopes.append(Scope(name: name, parent: parent))
        }
        for _ in 0..<(try reader.listLength(atLeast: 5)) {
            statements.append(
                Statement(
                    name: try reader.text(), text: try reader.text(),
                    file: try reader.optionalText(), line: try reader.optionalInteger(),
                    column: try reader.optionalInteger()))
        }
        for index in 0..<(try reader.listLength(atLeast: 12)) { try read(&reader, index) }
        guard reader.next == reader.bytes.count else {
            throw TopologyError(
                "\(reader.bytes.count - reader.next) bytes follow the last node")
        }
    }

    private mutating func read(_ reader: inout ByteReader, _ index: Int) throws(TopologyError) {
        let code = try reader.count()
        guard code <= Primitive.allCases.count else {
            throw TopologyError("node \(index) has an unknown primitive, number \(code)")
        }
        let primitive = code == 0 ? nil : Primitive.allCases[code - 1]
        var inputs: [Int] = []
        for _ in 0..<(try reader.listLength(atLeast: 1)) {
            let distance = try reader.count()
            guard distance >= 1, distance <= index else {
                throw TopologyError("node \(index) has an operand that does not come before it")
            }
            inputs.append(index - distance)
        }
        let attributes = try reader.attributes()
        let name = try reader.optionalText()
        let version = try reader.count()
        let roleWord = try reader.text()
        guard let role = Role(rawValue: roleWord) else {
            throw TopologyError("node \(index) has an unknown role")
        }
        let scope = try reader.optionalInteger()
        if let scope { try reader.check(scope, below: scopes.count, "scope") }
        let statement = try reader.optionalInteger()
        if let statement { try reader.check(statement, below: statements.count, "statement") }
        let shape = try reader.optionalShape()
        let typeWord = try reader.text()
        guard let shape, let dtype = DType(rawValue: typeWord) else {
            throw TopologyError("node \(index) has no shape or an unknown dtype")
        }
        let node = Node(
            primitive: primitive, attributes: attributes, name: name, version: version,
            role: role, scope: scope, statement: statement, shape: shape, dtype: dtype)
        try check(node, inputs, index)
        append(node, inputs: inputs)
    }

    /// Refuses an operation whose result does not follow from its operands.
    private func check(_ node: Node, _ inputs: [Int], _ index: Int) throws(TopologyError) {
        guard let primitive = node.primitive else {
            guard inputs.isEmpty else { throw TopologyError("leaf \(index) has operands") }
            return
        }
        do throws(TensorError) {
            let shape = try primitive.resultShape(
                of: inputs.map { nodes[$0].shape }, node.attributes)
            let dtype = primitive.resultType(
                of: inputs.map { nodes[$0].dtype }, node.attributes)
            guard shape == node.shape, dtype == node.dtype else {
                throw TensorError(
                    "it is \(node.dtype) of shape \(node.shape), expected \(dtype) of \(shape)")
            }
        } catch {
            throw TopologyError("node \(index) (\(primitive.word)) is wrong: \(error.message)")
        }
    }
}

/// Reads the parts of an encoding, never past its end.
struct ByteReader {
    let bytes: [UInt8]
    var next = 0

    mutating func byte() throws(TopologyError) -> UInt8 {
        guard next < bytes.count else { throw TopologyError("the bytes end too early") }
        defer { next += 1 }
        return bytes[next]
    }

    private mutating func varint() throws(TopologyError) -> UInt64 {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            guard shift < 63 || byte <= 1 else { throw TopologyError("an integer is too large") }
            result |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return result }
            shift += 7
        }
    }

    mutating func count() throws(TopologyError) -> Int {
        guard let number = Int(exactly: try varint()) else {
            throw TopologyError("an integer is too large")
        }
        return number
    }

    mutating func integer() throws(TopologyError) -> Int {
        let zigzag = try varint()
        return Int(bitPattern: UInt(zigzag >> 1)) ^ -Int(zigzag & 1)
    }

    /// The length of a list whose items take some bytes each: no more than there are left.
    mutating func listLength(atLeast size: Int) throws(TopologyError) -> Int {
        let length = try count()
        guard length <= (bytes.count - next) / size else {
            throw TopologyError("a list of \(length) items does not fit into the bytes")
        }
        return length
    }

    mutating func text() throws(TopologyError) -> String {
        let length = try listLength(atLeast: 1)
        defer { next += length }
        guard let text = String(validating: bytes[next..<(next + length)], as: UTF8.self) else {
            throw TopologyError("a text is not UTF-8")
        }
        return text
    }

    mutating func isPresent() throws(TopologyError) -> Bool {
        let flag = try byte()
        guard flag <= 1 else { throw TopologyError("found \(flag) where 0 or 1 was expected") }
        return flag == 1
    }

    mutating func optionalInteger() throws(TopologyError) -> Int? {
        try isPresent() ? try integer() : nil
    }

    mutating func optionalText() throws(TopologyError) -> String? {
        try isPresent() ? try text() : nil
    }

    mutating func optionalIntegers() throws(TopologyError) -> [Int]? {
        guard try isPresent() else { return nil }
        var numbers: [Int] = []
        for _ in 0..<(try listLength(atLeast: 1)) { numbers.append(try integer()) }
        return numbers
    }

    mutating func optionalShape() throws(TopologyError) -> Shape? {
        guard let lengths = try optionalIntegers() else { return nil }
        do {
            return try Shape.checked(lengths)
        } catch {
            throw TopologyError(error.message)
        }
    }

    mutating func attributes() throws(TopologyError) -> Attributes {
        let flag = try byte()
        guard flag <= 4 else { throw TopologyError("found \(flag) where attributes were expected") }
        if flag == 0 { return .none }
        var attributes = Attributes(
            axes: try optionalIntegers(), keepDims: flag == 2 || flag == 4,
            shape: try optionalShape())
        if try isPresent() { attributes.slices = try slices() }
        if flag > 2 { attributes.options = try options() }
        return attributes
    }

    private mutating func slices() throws(TopologyError) -> [AxisSlice] {
        var slices: [AxisSlice] = []
        for _ in 0..<(try listLength(atLeast: 1)) {
            switch try byte() {
            case 0: slices.append(.newAxis)
            case 1: slices.append(.index(try integer()))
            case 2:
                slices.append(
                    .range(start: try integer(), step: try integer(), count: try integer()))
            default: throw TopologyError("a slice is of an unknown kind")
            }
        }
        return slices
    }

    private mutating func options() throws(TopologyError) -> Attributes.Options {
        var options = Attributes.Options()
        if try isPresent() {
            var numbers: [Double] = []
            for _ in 0..<(try listLength(atLeast: 8)) {
                numbers.append(Double(bitPattern: try bits()))
            }
            options.numbers = numbers
        }
        if try isPresent() {
            var window = Window(try optionalIntegers() ?? [])
            window.strides = try optionalIntegers() ?? []
            window.before = try optionalIntegers() ?? []
            window.after = try optionalIntegers() ?? []
            window.dilation = try optionalIntegers() ?? []
            options.window = window
        }
        options.groups = try optionalInteger()
        options.equation = try optionalText()
        if let word = try optionalText() {
            guard let dtype = DType(rawValue: word) else {
                throw TopologyError("a dtype is unknown")
            }
            options.dtype = dtype
        }
        if let word = try optionalText() {
            guard let reduction = LossReduction(rawValue: word) else {
                throw TopologyError("a reduction is unknown")
            }
            options.reduction = reduction
        }
        if try isPresent() { options.seed = try bits() }
        return options
    }

    private mutating func bits() throws(TopologyError) -> UInt64 {
        var word: UInt64 = 0
        for place in 0..<8 { word |= UInt64(try byte()) << (8 * UInt64(place)) }
        return word
    }

    func check(_ place: Int, below count: Int, _ what: String) throws(TopologyError) {
        guard place >= 0, place < count else {
            throw TopologyError("there is no \(what) \(place)")
        }
    }
}
