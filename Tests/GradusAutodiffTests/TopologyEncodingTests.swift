import GradusAutodiff
import GradusTensors
import Testing

@Suite struct TopologyEncodingTests {
    private func sample() throws -> Topology {
        let chapter = try ChapterGraph()
        let graph = chapter.graph
        graph.pushScope("layer")
        let m = graph.leaf(Tensor(zeros: [2, 3]), name: "m", role: .parameter)
        let i = graph.leaf(Tensor([Int64(0), 1], shape: [2]))
        let t = m.transposed()
        let s = t.indexed([.range(start: 2, step: -1, count: 3), .newAxis, .index(1)])
        let q = s.reshaped([3]).broadcast(to: [2, 3])
        let taken = q.applying(.take, [i], Attributes(axis: 1))
        _ = softmax(taken, axis: 0).sum(axes: [-1], keepDims: true)
        graph.popScope()
        return graph.topology
    }

    @Test func whatWasWrittenIsReadBack() throws {
        let topology = try sample()
        let bytes = topology.encoded()
        let read = try Topology(decoding: bytes)
        #expect(read == topology)
        #expect(read.encoded() == bytes)
        #expect(read.contentHash == topology.contentHash)
        #expect(try Topology(decoding: Topology().encoded()) == Topology())
    }

    /// The hash is part of trace files: it must be the same on every machine and run.
    @Test func theContentHashIsFixed() throws {
        let chapter = try ChapterGraph().graph.topology.contentHash
        #expect(chapter == 0x50fd_1f45_54b0_a4c4)
        let other = try sample().contentHash
        #expect(Topology().contentHash != other)
    }

    @Test func damagedBytesAreRefusedOrAreATopologyThatWorks() throws {
        let bytes = try sample().encoded()
        var stream = RandomStream(seed: 3)
        var refused = 0
        for length in 0..<bytes.count {
            #expect(throws: TopologyError.self) { try Topology(decoding: bytes.prefix(length)) }
        }
        for _ in 0..<4000 {
            var damaged = bytes
            for _ in 0...Int(stream.next(through: 2)) {
                let place = Int(stream.next(through: UInt64(bytes.count - 1)))
                damaged[place] = UInt8(truncatingIfNeeded: stream.next(through: 255))
            }
            do {
                let topology = try Topology(decoding: damaged)
                // Whatever is accepted can be drawn.
                if topology.count > 0 {
                    let view = GraphView(
                        .statement, topology: topology, root: topology.count - 1)
                    #expect(!view.nodes.isEmpty)
                    _ = topology.edges.map { topology.formula(of: $0) }
                }
            } catch {
                refused += 1
            }
        }
        #expect(refused > 1000)
    }

    @Test func valuesFromOutsideAreChecked() throws {
        let topology = try ChapterGraph().graph.topology
        let scalars = [Tensor](repeating: Tensor(scalar: 1.0), count: topology.count)
        let checked = try Values.checked(topology: topology, values: scalars)
        #expect(checked.values.count == 8)
        #expect(throws: TensorError.self) {
            try Values.checked(topology: topology, values: Array(scalars.dropLast()))
        }
        #expect(throws: TensorError.self) {
            try Values.checked(
                topology: topology, values: scalars.dropLast() + [Tensor(zeros: [2])])
        }
    }

    /// Every primitive with its attributes survives the way through bytes.
    @Test func allPrimitivesAndOptionsAreReadBack() throws {
        for (place, primitive) in Primitive.allCases.enumerated() {
            let graph = try recorded(primitive, seed: UInt64(place))
            let read = try Topology(decoding: graph.topology.encoded())
            #expect(read == graph.topology, "\(primitive)")
        }
    }

    /// A topology that was read from damaged bytes can be evaluated and differentiated: either
    /// there are numbers or a `TensorError`, never a trap.
    @Test func damagedTopologiesCanBeDifferentiated() throws {
        var stream = RandomStream(seed: 11)
        var (accepted, differentiated) = (0, 0)
        for (place, primitive) in Primitive.allCases.enumerated() {
            let bytes = try recorded(primitive, seed: UInt64(place)).topology.encoded()
            for _ in 0..<60 {
                var damaged = bytes
                let change = Int(stream.next(through: UInt64(bytes.count - 1)))
                damaged[change] = UInt8(truncatingIfNeeded: stream.next(through: 255))
                guard let topology = try? Topology(decoding: damaged),
                    topology.nodes.allSatisfy({ $0.shape.count < 1 << 16 })
                else { continue }
                accepted += 1
                if differentiate(topology) { differentiated += 1 }
            }
        }
        #expect(accepted > 100)
        #expect(differentiated > 50)
    }

    private func recorded(_ primitive: Primitive, seed: UInt64) throws -> Graph {
        var stream = RandomStream(seed: seed)
        let sample = PrimitiveSample.random(primitive, &stream)
        let graph = Graph()
        _ = try graph.apply(
            primitive, sample.operands.map { graph.leaf($0) }, sample.attributes)
        return graph
    }

    private func differentiate(_ topology: Topology) -> Bool {
        let zeros = topology.nodes.map { Tensor(zeros: $0.shape, dtype: $0.dtype) }
        var leaves: [Int: Tensor] = [:]
        for leaf in topology.leaves { leaves[leaf] = zeros[leaf] }
        let values = Values(topology: topology, values: zeros)
        guard let evaluated = try? values.replay(with: leaves) else { return false }
        return (try? evaluated.backward(from: topology.count - 1)) != nil
    }
}
