#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Files of shared libraries, looked at before they are loaded: the system's loader kills the
/// process that loads one which was cut short.
enum LibraryFile {
    /// Where a library of this name lies, in the order in which the system would look.
    static func paths(of name: String) -> [String] {
        folders.map { $0 + "/" + name }.filter { access($0, R_OK) == 0 }
    }

    private static var folders: [String] {
        let asked = getenv("LD_LIBRARY_PATH").map { String(cString: $0) } ?? ""
        #if arch(x86_64)
            let triple = "x86_64-linux-gnu"
        #else
            let triple = "aarch64-linux-gnu"
        #endif
        return asked.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
            + [
                "/usr/local/lib/\(triple)", "/usr/local/lib64", "/usr/local/lib",
                "/usr/lib/\(triple)", "/usr/lib64", "/usr/lib",
            ]
    }

    /// Whether a file is an ELF library of 64 bits with nothing missing: its section table,
    /// which stands at the end, and all that its segments load lie within the file. Other
    /// systems' libraries are taken as they are.
    static func isComplete(_ path: String) -> Bool {
        #if os(Linux)
            guard let file = fopen(path, "r") else { return false }
            defer { fclose(file) }
            var header = [UInt8](repeating: 0, count: 64)
            guard fread(&header, 1, 64, file) == 64,
                header[..<6].elementsEqual([127, 69, 76, 70, 2, 1])
            else { return false }
            guard fseek(file, 0, SEEK_END) == 0 else { return false }
            let size = UInt64(max(0, ftell(file)))
            func number(_ bytes: [UInt8], _ place: Int, _ width: Int) -> UInt64 {
                (0..<width).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
            }
            func fits(_ start: UInt64, _ length: UInt64) -> Bool {
                let (end, overflow) = start.addingReportingOverflow(length)
                return !overflow && end <= size
            }
            let sections = number(header, 58, 2) * number(header, 60, 2)
            guard fits(number(header, 40, 8), sections) else { return false }
            let (start, width, count) = (
                number(header, 32, 8), Int(number(header, 54, 2)), Int(number(header, 56, 2))
            )
            guard width >= 56, count > 0, fits(start, UInt64(width * count)) else { return false }
            var table = [UInt8](repeating: 0, count: width * count)
            guard fseek(file, Int(start), SEEK_SET) == 0,
                fread(&table, 1, table.count, file) == table.count
            else { return false }
            return (0..<count).allSatisfy {
                fits(number(table, $0 * width + 8, 8), number(table, $0 * width + 32, 8))
            }
        #else
            return true
        #endif
    }
}
