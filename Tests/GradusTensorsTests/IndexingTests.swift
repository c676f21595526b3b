import GradusTensors
import Testing

@Suite struct IndexingTests {
    struct Item: Decodable {
        let kind: String
        let start: Int?
        let stop: Int?
        let step: Int?
        let tensor: CaseTensor?

        var item: IndexItem {
            switch kind {
            case "integer": .integer(start ?? 0)
            case "slice": .slice(start: start, stop: stop, step: step)
            case "ellipsis": .ellipsis
            case "newAxis": .newAxis
            case "mask": .mask(tensor?.tensor ?? Tensor(zeros: []))
            default: .integers(tensor?.tensor ?? Tensor(zeros: []))
            }
        }
    }

    struct Case: Decodable {
        let shape: [Int]
        let index: [Item]
        let result: CaseTensor?
        let assigned: CaseTensor?
        let error: String?
        let kind: String?
    }

    @Test func indicesPickAndAssignAsInNumPy() throws {
        let cases: [Case] = try Cases.load("indexing")
        #expect(cases.count > 75)
        for entry in cases {
            let shape = Shape(entry.shape)
            let tensor = Tensor((0..<shape.count).map { Int64($0) }, shape: shape)
            // The same numbers behind strides: columns first in memory.
            let odd = tensor.transposed.copied().transposed
            let items = entry.index.map(\.item)
            do throws(TensorError) {
                let value = try tensor.indexed(by: items)
                #expect(
                    entry.result.map { isSame(value, $0.tensor) } == true,
                    "\(entry.shape) \(entry.index): \(value)")
                #expect(isSame(try odd.indexed(by: items), value))
                let new = Tensor((0..<value.size).map { -1 - Int64($0) }, shape: value.shape)
                let assigned = try tensor.assigning(new, at: items)
                #expect(
                    entry.assigned.map { isSame(assigned, $0.tensor) } == true,
                    "\(entry.shape) \(entry.index): \(assigned)")
                #expect(isSame(try odd.assigning(new, at: items), assigned))
            } catch {
                #expect(error.message == trimmed(entry.error ?? "a result"), "\(entry.index)")
                #expect(error.kind.rawValue == entry.kind)
            }
        }
    }

    @Test func basicIndicesAreViewsAndWritesAreSeenThroughThem() throws {
        let base = try Tensor.arange(0, 12).reshaped([3, 4])
        let view = try base.indexed(by: [.all, .slice(start: 1, stop: 3, step: nil)])
        #expect(view.sharedStorage === base.sharedStorage)
        try view.assign(Tensor(scalar: Int64(-1)), at: [.integer(0)])
        #expect(base.elements(as: Int64.self) == [0, -1, -1, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    }

    @Test func valuesAreCopiedWhenShared() throws {
        var a = try Tensor.arange(0, 4)
        let b = a
        try a.set(Tensor(scalar: 9.7), at: [.integer(-1)])
        #expect(a.elements(as: Int64.self) == [0, 1, 2, 9])
        #expect(b.elements(as: Int64.self) == [0, 1, 2, 3])
        let c = try b.assigning(Tensor(scalar: Int64(5)), at: [.all])
        #expect(c.elements(as: Int64.self) == [5, 5, 5, 5] && b.elements(as: Int64.self)[0] == 0)
    }

    @Test func overlappingAssignmentReadsBeforeItWrites() throws {
        let a = try Tensor.arange(0, 5)
        let head = try a.indexed(by: [.slice(start: nil, stop: -1, step: nil)])
        try a.assign(head, at: [.slice(start: 1, stop: nil, step: nil)])
        #expect(a.elements(as: Int64.self) == [0, 0, 1, 2, 3])
    }

    @Test func valuesThatDoNotFitAreRefused() throws {
        let a = Tensor(zeros: [3, 3])
        let error = #expect(throws: TensorError.self) {
            try a.assign(Tensor(zeros: [4]), at: [.integer(0)])
        }
        #expect(
            error?.message == "could not broadcast input array from shape (4,) into shape (3,)")
        try a.assign(Tensor.ones([1, 1, 3]), at: [.integer(0)])
        #expect(a.doubles() == [1, 1, 1, 0, 0, 0, 0, 0, 0])
        let mask = Tensor([true, true, false], shape: [3])
        let second = #expect(throws: TensorError.self) {
            try Tensor(zeros: [3]).assign(Tensor(zeros: [3]), at: [.mask(mask)])
        }
        #expect(second?.message.contains("cannot assign 3 input values to the 2 output") == true)
    }

    @Test func accumulatingCountsEveryTime() throws {
        let places = Tensor([0, 2, 2] as [Int64], shape: [3])
        let sum = try Tensor(zeros: [3]).accumulating(
            Tensor([1.0, 10, 100], shape: [3]), at: [.integers(places)])
        #expect(sum.doubles() == [1, 0, 110])
        let view = try Tensor.ones([2, 2]).accumulating(
            Tensor(scalar: 2.0), at: [.all, .integer(1)])
        #expect(view.doubles() == [1, 3, 1, 3])
    }

    @Test func hugeBoundsAndStepsAreCut() throws {
        let a = try Tensor.arange(0, 4)
        let items: [IndexItem] = [.slice(start: Int.min, stop: Int.max, step: Int.max)]
        #expect(try a.indexed(by: items).elements(as: Int64.self) == [0])
        let back: [IndexItem] = [.slice(start: Int.max, stop: Int.min, step: Int.min)]
        #expect(try a.indexed(by: back).elements(as: Int64.self) == [3])
    }
}
