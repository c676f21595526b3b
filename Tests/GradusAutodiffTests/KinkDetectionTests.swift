import GradusAutodiff
import GradusTensors
import Testing

/// Where an operation has a corner, and where it only looks like one.
@Suite struct KinkDetectionTests {
    private func isAtKink(
        _ numbers: [Double], shape: Shape? = nil, _ body: (Variable) throws -> Variable
    ) throws -> Bool {
        let graph = Graph()
        let x = graph.leaf(Tensor(numbers, shape: shape ?? [numbers.count]), name: "x")
        let result = try body(x).index
        return graph.values.isAtKink(result)
    }

    @Test func activationsHaveTheirCornersWhereTheyBend() throws {
        for body: (Variable) -> Variable in [
            { relu($0) }, { abs($0) }, { leakyReLU($0) }, { elu($0, alpha: 0.5) }, { selu($0) },
        ] {
            #expect(try isAtKink([1, 0, -2], body))
            #expect(try !isAtKink([1, 0.5, -2], body))
        }
        #expect(try !isAtKink([1, 0, -2]) { elu($0) })
        #expect(try !isAtKink([1, 0, -2]) { tanh($0) })
        #expect(try isAtKink([0.25, 3]) { clip($0, low: 0, high: 3) })
        #expect(try !isAtKink([0.25, 2]) { clip($0, low: 0, high: 3) })
    }

    @Test func tiesAreCorners() throws {
        #expect(try isAtKink([1, 2]) { maximum($0, $0.graph.constant(2)) })
        #expect(try !isAtKink([1, 3]) { maximum($0, $0.graph.constant(2)) })
        #expect(try isAtKink([1, 2]) { minimum($0, $0.graph.constant(1)) })
        #expect(try isAtKink([3, 3, 1]) { $0.max() })
        #expect(try !isAtKink([3, 1, 1]) { $0.max() })
        #expect(try isAtKink([3, 1, 1, 0], shape: [2, 2]) { $0.min(axes: [0]) } == false)
        #expect(try isAtKink([3, 1, 3, 0], shape: [2, 2]) { $0.min(axes: [0]) })
        #expect(try isAtKink([1, 4, 4, 2], shape: [1, 1, 2, 2]) { maxPool($0, [2, 2]) })
        #expect(try !isAtKink([4, 1, 1, 2], shape: [1, 1, 2, 2]) { maxPool($0, [2, 2]) })
    }

    @Test func lossesHaveCornersWhereTheyMeetTheirTargets() throws {
        func loss(
            _ numbers: [Double], _ body: (Variable, Variable) throws -> Variable
        ) throws -> Bool {
            try isAtKink(numbers) { x in
                try body(x, x.graph.leaf(Tensor([1.0, -1], shape: [2]), role: .target))
            }
        }
        #expect(try loss([1, 3]) { meanAbsoluteError($0, targets: $1) })
        #expect(try !loss([2, 3]) { meanAbsoluteError($0, targets: $1) })
        #expect(try loss([0.5, -1]) { hingeLoss($0, targets: $1) })
        #expect(try !loss([0.5, 1]) { hingeLoss($0, targets: $1) })
        // Both pieces of huber meet with the same slope.
        #expect(try !loss([2, -1]) { huberLoss($0, targets: $1) })
    }

    @Test func aBorderOfAConditionIsACorner() throws {
        func choice(_ numbers: [Double]) throws -> Bool {
            try isAtKink(numbers) { x in
                let zero = x.graph.constant(0)
                return `where`(x .> zero, x, x * 0.1)
            }
        }
        #expect(try choice([0, 1]))
        #expect(try !choice([-1, 1]))
    }
}
