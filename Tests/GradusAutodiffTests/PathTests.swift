import GradusAutodiff
import GradusTensors
import Testing

@Suite struct PathTests {
    /// A grid in which each node is the sum of those to its left and above: the number of
    /// paths from the far corner to the near one is a binomial coefficient.
    private func grid(_ size: Int) -> (Graph, Int) {
        let graph = Graph()
        var row: [Variable] = []
        for i in 0..<size {
            for j in 0..<size {
                let cell: Variable
                if i == 0, j == 0 {
                    cell = graph.leaf(Tensor(scalar: 1.0))
                } else if i == 0 {
                    cell = row[j - 1].applying(.negate).applying(.negate)
                } else if j == 0 {
                    cell = row[0].applying(.negate).applying(.negate)
                } else {
                    cell = row[j] + row[j - 1]
                }
                if i == 0 { row.append(cell) } else { row[j] = cell }
            }
        }
        return (graph, row[size - 1].index)
    }

    @Test func pathsOfAGridAreBinomials() throws {
        for (size, expected) in [(2, 2), (5, 70), (11, 184_756)] {
            let (graph, root) = grid(size)
            let set = graph.values.paths(from: root, to: 0, limit: 10)
            #expect(set.count == expected)
            #expect(set.total == Double(expected))
            #expect(set.paths.count == min(10, expected))
            #expect(Set(set.paths).count == set.paths.count)
            #expect(set.paths.allSatisfy { $0.product == 1 && $0.nodes.last == 0 })
        }
    }

    @Test func countsBeyondIntegersSaturate() throws {
        let graph = Graph()
        var x = graph.leaf(Tensor(scalar: 1.0))
        for _ in 0..<100 { x = (x + x) * 0.5 }
        let set = graph.values.paths(from: x.index, to: 0, limit: 3)
        #expect(set.count == Int.max)
        #expect(set.paths.count == 3)
        #expect(set.total == 1)
    }

    @Test func theLargestProductsComeFirst() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor(scalar: 1.0), name: "x")
        var sum = x * 0.5
        for factor in [-7.0, 3, 0, 5, -1] { sum = sum + x * factor }
        let set = graph.values.paths(from: sum.index, to: x.index, limit: 4)
        #expect(set.paths.map(\.product) == [-7, 5, 3, -1])
        #expect(set.count == 6)
        #expect(set.total == 0.5)
        let gradients = try graph.backward(from: sum.index)
        #expect(gradients[x.index]?.scalarValue == set.total)
    }

    /// Local derivatives contracted along each path, summed over all paths, are the gradient:
    /// by vector-Jacobian products and by the Jacobians themselves.
    @Test func contractionsAlongPathsAddUpToTheGradient() throws {
        var compared = 0
        for seed in 0..<60 {
            let (graph, root, leaves) = try GradientCheckTests().randomGraph(
                seed: UInt64(seed), operations: 9)
            let values = graph.values
            let gradients = try graph.backward(from: root)
            for leaf in leaves {
                let set = values.paths(from: root, to: leaf, limit: 3000)
                guard set.count > 0, set.count <= 3000 else { continue }
                #expect(set.paths.count == set.count)
                var sum = [Double](repeating: 0, count: values[leaf].size)
                for path in set.paths {
                    let flow = try #require(values.contribution(of: path)).doubles()
                    #expect(
                        near(try contracted(path, values), flow), "seed \(seed), \(path.nodes)")
                    sum = zip(sum, flow).map { $0 + $1 }
                }
                #expect(near(sum, try #require(gradients[leaf]).doubles()), "seed \(seed)")
                if let total = set.total {
                    #expect(near([total], sum))
                    #expect(set.paths.allSatisfy { $0.product != nil })
                }
                compared += 1
            }
        }
        #expect(compared > 60)
    }

    /// The root's ones times the Jacobian of each edge in turn.
    private func contracted(_ path: GraphPath, _ values: Values) throws -> [Double] {
        var row = [Double](repeating: 1, count: values[path.nodes[0]].size)
        for edge in path.edges {
            let jacobian = try #require(values.localDerivative(of: edge).jacobian).doubles()
            let columns = values[edge.from].size
            var next = [Double](repeating: 0, count: columns)
            for (i, weight) in row.enumerated() {
                for j in 0..<columns { next[j] += weight * jacobian[i * columns + j] }
            }
            row = next
        }
        return row
    }

    /// What flows along the edges into a node adds up to its gradient.
    @Test func flowsAlongEdgesAddUpToGradients() throws {
        for seed in 60..<90 {
            let (graph, root, _) = try GradientCheckTests().randomGraph(seed: UInt64(seed))
            let gradients = try graph.backward(from: root)
            var sums: [Int: [Double]] = [:]
            for edge in graph.topology.edges {
                guard let flow = graph.values.flow(along: edge, gradients)?.doubles() else {
                    continue
                }
                sums[edge.from] = sums[edge.from].map { zip($0, flow).map { $0 + $1 } } ?? flow
            }
            for (node, sum) in sums.sorted(by: { $0.key < $1.key }) where node != root {
                #expect(near(sum, try #require(gradients[node]).doubles()), "seed \(seed)")
            }
        }
    }

    @Test func pathsThroughTensorsHaveProductsAndASum() throws {
        let graph = Graph()
        let w = graph.leaf(Tensor(scalar: 2.0), name: "w")
        let x = graph.leaf(Tensor([1.0, -3, 0.5], shape: [3]))
        let y = (x * w).sum() + 10 * w + (square(w) * x).mean()
        let set = graph.values.paths(from: y.index, to: w.index)
        #expect(set.count == 3)
        #expect(near(set.paths.compactMap(\.product), [10, -2, -1.5]))
        #expect(near([try #require(set.total)], [6.5]))
    }

    @Test func nodesThatAreNotConnectedHaveNoPath() throws {
        let graph = Graph()
        let x = graph.leaf(Tensor(scalar: 1.0))
        let y = graph.leaf(Tensor(scalar: 1.0))
        let z = x + x
        let none = graph.values.paths(from: z.index, to: y.index)
        #expect(none.count == 0 && none.paths.isEmpty && none.total == 0)
        let same = graph.values.paths(from: z.index, to: z.index)
        #expect(same.count == 1 && same.total == 1 && same.paths.first?.nodes == [z.index])
        let vector = graph.leaf(Tensor([1.0, 2], shape: [2]))
        let total = (vector * 2).sum()
        let open = graph.values.paths(from: total.index, to: vector.index)
        #expect(open.count == 1 && open.total == nil && open.paths.first?.product == nil)
    }

    @Test func aDeepChainIsRecordedDifferentiatedAndSearched() throws {
        #if DEBUG
            let depth = 100_000
        #else
            let depth = 1_000_000
        #endif
        let graph = Graph()
        let one = graph.leaf(Tensor(scalar: 1.0))
        var node = one
        for _ in 0..<depth { node = try graph.apply(.add, to: [node.index, one.index]) }
        #expect(node.value.scalarValue == Double(depth + 1))
        let gradients = try graph.backward(from: node.index)
        #expect(gradients[one.index]?.scalarValue == Double(depth + 1))
        let set = graph.values.paths(from: node.index, to: one.index, limit: 2)
        #expect(set.count == depth + 1)
        #expect(set.paths.count == 2)
    }
}
