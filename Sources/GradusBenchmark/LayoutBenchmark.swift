import Foundation

/// `gradus graph` beside Graphviz's `dot` on every DOT file of a folder: whole-process times in
/// turns, and the quality of both layouts by the same count.
struct LayoutBenchmark {
    let folder: String
    let command: String
    let scratch: URL
    /// How many seconds `dot` is waited for.
    var limit = 120.0

    func run() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".dot") }
            .map { (size: Self.size(folder + "/" + $0), name: $0) }
            .sorted { ($0.size, $0.name) < ($1.size, $1.name) }
        let hasPeer = try Timing.seconds(["dot", "-V"]) != nil
        if !hasPeer { print("the peer is missing; install it with: apt-get install -y graphviz") }
        print(
            "graph                      nodes  edges | crossings gradus/dot | ms gradus/dot "
                + "       ratio | length, width | hits, overlaps")
        var (ownSum, peerSum) = (0, 0)
        for (size, name) in names {
            let path = folder + "/" + name
            let json = scratch.appendingPathComponent("layout.json").path
            let plain = scratch.appendingPathComponent("layout.plain").path
            var (ownTime, peerTime) = (Double.infinity, Double.infinity)
            // The two take turns, so that a busy machine slows down both.
            for _ in 0..<(size > 300_000 ? 1 : size > 30_000 ? 3 : 15) {
                if let time = try Timing.seconds([command, "graph", path, "-o", json, "--force"]) {
                    ownTime = min(ownTime, time)
                }
                guard hasPeer else { continue }
                if let time = try Timing.seconds([
                    "timeout", String(limit), "dot", "-Tplain", path, "-o", plain,
                ]) {
                    peerTime = min(peerTime, time)
                }
            }
            guard ownTime.isFinite else {
                print("\(name): gradus graph failed")
                continue
            }
            let own = MeasuredLayout(json: try Data(contentsOf: URL(fileURLWithPath: json)))
            let peer =
                peerTime.isFinite
                ? MeasuredLayout(plain: try String(contentsOfFile: plain, encoding: .utf8)) : nil
            guard let own else { continue }
            if let peer { (ownSum, peerSum) = (ownSum + own.crossings, peerSum + peer.crossings) }
            print(line(String(name.dropLast(4)), own, ownTime, peer, peerTime))
        }
        print("crossings in sum, where both finished: \(ownSum) / \(peerSum)")
    }

    private func line(
        _ name: String, _ own: MeasuredLayout, _ ownTime: Double, _ peer: MeasuredLayout?,
        _ peerTime: Double
    ) -> String {
        func right(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        func left(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        let counts =
            left(name, 26) + right("\(own.nodeCount)", 6) + right("\(own.edgeCount)", 7) + " | "
            + right("\(own.crossings)", 9) + " / " + left(peer.map { "\($0.crossings)" } ?? "-", 9)
        let times =
            " | " + right(Timing.text(ownTime * 1000), 8) + " / "
            + left(peer == nil ? "> \(Int(limit * 1000))" : Timing.text(peerTime * 1000), 10)
            + right(peer == nil ? "" : Timing.text(peerTime / ownTime), 7)
        let ratios =
            peer.map {
                Timing.text(own.length / $0.length) + ", " + Timing.text(own.width / $0.width)
            } ?? "-"
        return counts + times + " | " + right(ratios, 13) + " | \(own.hits), \(own.overlaps)"
    }

    private static func size(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
}
