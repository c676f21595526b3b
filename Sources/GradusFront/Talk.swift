#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Talk on standard error.
enum Talk {
    /// Writes a line; on a terminal over what stands in the line, as the full command does. When
    /// standard error is closed or full there is nobody left to tell.
    static func say(_ line: String) {
        let isDumb = getenv("TERM").map { strcmp($0, "dumb") == 0 } ?? false
        let clear = isatty(STDERR_FILENO) == 1 && !isDumb ? "\r\u{1B}[K" : ""
        var text = Array((clear + line + "\n").utf8)[...]
        while !text.isEmpty {
            let count = text.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            text = text.dropFirst(count)
        }
    }
}
