import Foundation

/// The whole-process time of `gradus build` on the two lessons beside a Python script that
/// trains the same network and draws the same eight figures with matplotlib.
struct LessonsBenchmark {
    let sources: String
    let command: String
    let scratch: URL

    func run() throws {
        let lessons = sources + "/lessons"
        let peer = [
            "python3", sources + "/Sources/GradusBenchmark/Peers/lessons_matplotlib.py", lessons,
            scratch.appendingPathComponent("peer").path,
        ]
        guard try Timing.seconds(["python3", "-c", "import numpy, matplotlib"]) != nil else {
            print("the peer is missing; install it with: apt-get install -y python3-matplotlib")
            exit(1)
        }
        var ratios: [Double] = []
        print("eleven figures and four pages here, eight figures there")
        print("two lessons, whole process      gradus build   python + matplotlib   ratio")
        // The two take turns, so that a busy machine slows down both.
        for turn in 1...5 {
            let output = scratch.appendingPathComponent("output-\(turn)").path
            let own = try Timing.seconds([
                command, "build", lessons + "/backpropagation.md", lessons + "/digits.md",
                "-o", output, "--quiet",
            ])
            let other = try Timing.seconds(peer)
            guard let own, let other else {
                print("one of the two failed; run it by itself to see why")
                exit(1)
            }
            ratios.append(other / own)
            print(
                "  turn \(turn)                          \(Timing.text(own)) s"
                    + "             \(Timing.text(other)) s           \(Timing.text(other / own))")
        }
        let middle = ratios.sorted()[ratios.count / 2]
        print("median: python + matplotlib takes \(Timing.text(middle)) times as long")
    }
}

/// Whole-process wall-clock times.
enum Timing {
    /// The seconds that a command took, from its start to its end; nil when it failed. Its
    /// program is sought in PATH, and started and waited for by nothing in between: a process
    /// may take less than what Foundation adds.
    static func seconds(_ command: [String]) throws -> Double? {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var words = command.map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        let clock = ContinuousClock()
        let start = clock.now
        var process: pid_t = 0
        guard posix_spawnp(&process, command[0], &actions, nil, words, environ) == 0 else {
            return nil
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return nil } }
        let elapsed = clock.now - start
        guard status == 0 else { return nil }
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    }

    /// A number with two digits after the point.
    static func text(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
