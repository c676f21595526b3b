import GradusImport

/// What the inputs and outputs of a graph are to the operator that runs it: the state that a loop
/// carries from one turn to the next, the slices that a scan takes one after the other.
struct ONNXSubgraphRoles {
    /// What each input of the graph is.
    let inputs: [String]
    /// What each output is.
    let outputs: [String]
    /// The value around the operator from which each input comes at first; empty for none.
    let feeds: [String]

    /// The roles in a graph that an operator has as an attribute.
    init(_ subgraph: ONNXModel.Subgraph, of node: ONNXModel.Node) {
        let (ins, outs) = (subgraph.graph.inputs.count, subgraph.graph.outputs.count)
        switch node.operation {
        case "Loop":
            // The trip count and the condition come first, then what is carried on.
            let carried = max(0, ins - 2)
            inputs =
                ["iteration", "condition"].prefix(ins) + Array(repeating: "carried", count: carried)
            outputs = Self.padded(
                ["condition"] + Array(repeating: "carried", count: carried), "collected", to: outs)
            feeds = Array(node.inputs.prefix(ins))
        case "Scan":
            let slices = node.attributes.first { $0.name == "num_scan_inputs" }?.integer ?? 0
            let carried = max(0, ins - Int(clamping: max(0, slices)))
            inputs = Self.padded(Array(repeating: "carried", count: carried), "slice", to: ins)
            outputs = Self.padded(
                Array(repeating: "carried", count: carried), "collected", to: outs)
            // Old versions have the lengths of sequences before everything else.
            feeds = Array(node.inputs.suffix(ins))
        default:
            inputs = Array(repeating: subgraph.attribute, count: ins)
            outputs = Array(repeating: "result", count: outs)
            feeds = []
        }
    }

    /// The roles in a function: it is drawn by itself.
    init(_ function: ONNXModel.Function) {
        inputs = Array(
            repeating: "function " + function.name, count: function.body.inputs.count)
        outputs = Array(repeating: "result", count: function.body.outputs.count)
        feeds = []
    }

    /// The roles in the model's own graph.
    init(_ model: ONNXModel.Graph) {
        inputs = Array(repeating: "input", count: model.inputs.count)
        outputs = Array(repeating: "output", count: model.outputs.count)
        feeds = []
    }

    private static func padded(_ list: [String], _ word: String, to count: Int) -> [String] {
        Array(list.prefix(count)) + Array(repeating: word, count: max(0, count - list.count))
    }
}
