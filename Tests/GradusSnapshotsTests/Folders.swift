import Foundation
import GradusCairoRendering
import GradusGraphics
import GradusSnapshots

/// A folder that goes when the test ends.
final class TemporaryFolder {
    let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("gradus-snapshots-\(UUID().uuidString)").path

    init() throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ bytes: [UInt8], _ file: String) throws {
        let url = URL(fileURLWithPath: "\(path)/\(file)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func read(_ file: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(file)")))
    }

    func has(_ file: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(file)") }
}

/// A white picture with a black rectangle.
func picture(
    _ width: Int = 100, _ height: Int = 80, box: (x: Int, y: Int, width: Int, height: Int)? = nil
) -> PixelBuffer {
    var result = PixelBuffer(width: width, height: height, red: 255, green: 255, blue: 255)
    if let box {
        for y in box.y..<box.y + box.height {
            for x in box.x..<box.x + box.width {
                for part in 0..<3 { result.bytes[4 * (y * width + x) + part] = 0 }
            }
        }
    }
    return result
}

/// A drawing with a number on it.
func sample(_ number: String, _ measure: any TextMeasuring) -> Drawing {
    Drawing(
        size: Size(200, 120), title: "Sample", description: "A number.",
        marks: [
            Mark(
                "node/x/box", .node,
                .path(
                    .rectangle(Rectangle(x: 10, y: 10, width: 60, height: 30), cornerRadius: 4),
                    fill: .role(.inputFill), stroke: Stroke(.role(.input)))),
            Mark(
                "node/x/value", .label,
                .text(
                    TextLine(
                        [TextRun(number, TextStyle(size: 9))], at: Point(20, 30),
                        measuredBy: measure))),
        ])
}
