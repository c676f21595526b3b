import GradusGraphics
import GradusSnapshots

/// Expects a drawing to be as its reference: its listing line by line, then its picture
/// within a tolerance. It works in Swift Testing and in XCTest.
///
/// References are `__Snapshots__/TESTFILE/name.txt` and `name.png` beside the test file,
/// written when `GRADUS_RECORD_SNAPSHOTS=1`. A missing reference is a failure. Pictures of
/// failures go to the folder `GRADUS_SNAPSHOT_REPORTS`, else to a temporary one that the
/// message names. Returns whether the snapshot was as expected or recorded.
///
/// The package's manifest should say `exclude: ["__Snapshots__"]` for the test target, or
/// SwiftPM warns of files that it does not know.
///
/// - Parameters:
///   - drawing: what is drawn.
///   - name: the snapshot's name, unique in its test file.
///   - theme: the colours of the picture.
///   - scale: pixels a point.
///   - tolerance: how much the picture may differ.
@discardableResult
public func expectSnapshot(
    of drawing: Drawing, named name: String, theme: Theme = .light, scale: Double = 2,
    tolerance: ImageTolerance = .standard, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> Bool {
    let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column)
    return place.expect { store in
        try store.check(
            drawing, named: name, renderedBy: try SnapshotRenderer.shared(), theme: theme,
            scale: scale, tolerance: tolerance)
    }
}

/// Expects a PNG file to be as its reference `__Snapshots__/TESTFILE/name.png`, within a
/// tolerance; see `expectSnapshot(of:named:theme:scale:tolerance:)`.
@discardableResult
public func expectSnapshot(
    ofPNG png: [UInt8], named name: String, tolerance: ImageTolerance = .standard,
    fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Bool {
    let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column)
    return place.expect { try $0.check(png: png, named: name, tolerance: tolerance) }
}

/// Expects a text to be as its reference `__Snapshots__/TESTFILE/name.txt`, line by line.
@discardableResult
public func expectSnapshot(
    ofText text: String, named name: String, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> Bool {
    let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column)
    return place.expect { try $0.checkText(text, named: name) }
}

/// Expects a drawing to have no overlaps, nothing clipped, no text too small or too pale in
/// any of the themes; each problem is a failure of its own. Returns whether there is none.
@discardableResult
public func expectReadable(
    _ drawing: Drawing, themes: [Theme] = Theme.all, check: OverlapCheck = OverlapCheck(),
    fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Bool {
    let place = TestPlace(fileID: fileID, filePath: filePath, line: line, column: column)
    let problems = check.problems(in: drawing, themes: themes)
    for problem in problems { place.fail("\(problem)") }
    return problems.isEmpty
}
