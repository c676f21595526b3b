import Foundation

/// The net below the limit on memory, for what no account counts: texts. It asks the system how
/// much the process has grown since the session began.
struct ProcessMemory {
    private let limit: Int
    private let start: Int

    init(limit: Int) {
        self.limit = limit
        start = Self.resident() ?? 0
    }

    /// Whether the process stays within the limit when it takes `bytes` more.
    func allows(_ bytes: Int) -> Bool {
        guard let now = Self.resident() else { return true }
        let (sum, overflow) = max(0, now - start).addingReportingOverflow(bytes)
        return !overflow && sum <= limit
    }

    /// Bytes of the process in memory; nil where the system does not say.
    private static func resident() -> Int? {
        #if os(Linux)
            guard let file = fopen("/proc/self/statm", "r") else { return nil }
            defer { fclose(file) }
            var text = [CChar](repeating: 0, count: 128)
            guard fgets(&text, 128, file) != nil else { return nil }
            let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
            guard words.count > 1, let pages = Int(words[1]) else { return nil }
            return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
        #else
            return nil
        #endif
    }
}
