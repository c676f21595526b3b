import Foundation
import GradusGraphics
import GradusTesting
import Testing

struct ExpectSnapshotTests {
    /// Tests of failures would record what they mean to fail.
    private static let isRecording =
        ProcessInfo.processInfo.environment["GRADUS_RECORD_SNAPSHOTS"] == "1"

    private let drawing = Drawing(
        size: Size(60, 40), title: "Box", description: "A box.",
        marks: [
            Mark(
                "box", .node,
                .path(
                    .rectangle(Rectangle(x: 10, y: 10, width: 40, height: 20), cornerRadius: 5),
                    fill: .role(.inputFill), stroke: Stroke(.role(.input), width: 2)))
        ])

    @Test
    func `A drawing is as its reference`() {
        #expect(expectSnapshot(of: drawing, named: "box"))
        #expect(expectSnapshot(of: drawing, named: "box-dark", theme: .dark, scale: 1))
        #expect(expectSnapshot(ofText: drawing.listing, named: "box"))
    }

    @Test(.enabled(if: !isRecording))
    func `Another drawing is a failure where it is expected`() {
        var other = drawing
        other.marks[0].opacity = 0.5
        let line = #line + 2
        withKnownIssue {
            expectSnapshot(of: other, named: "box")
        } matching: { issue in
            issue.sourceLocation?.line == line
                && issue.comments.first?.rawValue.contains("opacity=0.5") == true
        }
    }

    @Test(.enabled(if: !isRecording))
    func `A missing reference and a PNG that is none are failures`() {
        withKnownIssue { _ = expectSnapshot(of: drawing, named: "never-recorded") }
        withKnownIssue { _ = expectSnapshot(ofPNG: [1, 2, 3], named: "box") }
        withKnownIssue { _ = expectSnapshot(ofText: "", named: "../box") }
    }

    @Test
    func `A figure that cannot be read is a failure`() {
        #expect(expectReadable(drawing))
        var clipped = drawing
        clipped.size = Size(45, 40)
        withKnownIssue {
            _ = expectReadable(clipped)
        } matching: { issue in
            issue.comments.first?.rawValue.hasPrefix("clipped: 'box'") == true
        }
    }
}
