import Foundation
import Gradus

/// The example of the README, compiled and run by `ReadmeTests`.
enum ReadmeExample {
    static func run(writing folder: String) throws {
        // begin README
        let graph = Graph()
        let x = graph.leaf(Tensor(scalar: 2.0), name: "x", role: .input)
        let w = graph.leaf(Tensor(scalar: 3.0), name: "w", role: .parameter)
        let target = graph.leaf(Tensor(scalar: 4.0), name: "target", role: .target)
        let loss = square(x * w - target).named("loss")

        let gradients = try graph.backward(from: loss.index)
        print(loss.value, gradients[w.index]!)  // 4.0 8.0

        let record = GraphRecord(
            id: "loss", values: graph.values, root: loss.index, gradients: gradients)
        let renderer = try CairoRenderer(fonts: try FontCatalog.installed())
        let figure = ComputationGraphFigure(
            record, mode: .backward, view: .operation, pathTo: w.index,
            text: FigureText(title: "How the loss answers to w"))
        let drawing = figure.drawing(in: FigureContext(measure: renderer, size: .slide))
        let png = try renderer.png(of: drawing, theme: .light, scale: 2)
        try png.withUnsafeBytes {
            try Data($0).write(to: URL(fileURLWithPath: folder + "/backward.png"))
        }

        try TraceWriter.write(
            Trace(info: RunInfo(title: "one step"), graphs: [record]), to: folder + "/step.trace")
        // end README
    }
}
