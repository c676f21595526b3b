#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The command with all its parts, a file beside this one.
enum FullCommand {
    private static let name = "gradus-full"

    /// Lets the full command run in this process's place, with the same arguments. Nothing may
    /// have been written before.
    static func takeOver() -> Never {
        let path = folder.map { $0 + name }
        if let path { execv(path, CommandLine.unsafeArgv) }
        let reason = String(cString: strerror(errno))
        Talk.say(
            "\(path ?? name): error: the other part of gradus cannot be started: \(reason)\n"
                + "  fix: 'gradus' and '\(name)' belong into one folder; "
                + "./gradus install puts both there")
        exit(1)
    }

    /// The folder of the running file, links followed, with a slash at its end.
    private static var folder: String? {
        #if os(Linux)
            let link = "/proc/self/exe"
        #else
            var size: UInt32 = 0
            _NSGetExecutablePath(nil, &size)
            var place = [CChar](repeating: 0, count: Int(size) + 1)
            guard _NSGetExecutablePath(&place, &size) == 0 else { return nil }
            let link = String(cString: place)
        #endif
        guard let resolved = realpath(link, nil) else { return nil }
        defer { free(resolved) }
        let path = String(cString: resolved)
        return path.lastIndex(of: "/").map { String(path[...$0]) }
    }
}
