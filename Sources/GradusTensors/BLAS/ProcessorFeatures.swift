#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the processor can do, as the system says.
enum ProcessorFeatures {
    /// The name under which OpenBLAS knows the fastest kernels that this processor runs.
    ///
    /// OpenBLAS knows processors by family and model and takes one that is newer than itself
    /// for the oldest of its kind (0.3.21: a Xeon of 2023 for a Prescott of 2004, at a fifth of
    /// the speed). What decides is what the processor can do. Nil where neither AVX2 nor
    /// AVX-512 is there, or the system does not say: OpenBLAS then decides.
    static let openBLASCoreType: String? = coreType(of: flags)

    /// The core type for a processor's flags, in the words of `/proc/cpuinfo`.
    static func coreType(of flags: Set<String>) -> String? {
        if flags.isSuperset(of: ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]) {
            return "SkylakeX"
        }
        return flags.isSuperset(of: ["avx2", "fma"]) ? "Haswell" : nil
    }

    private static var flags: Set<String> {
        guard let file = fopen("/proc/cpuinfo", "r") else { return [] }
        defer { fclose(file) }
        // The first processor's lines are among the first bytes.
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = fread(&bytes, 1, bytes.count, file)
        for line in bytes[..<count].split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
            guard parts.count == 2, parts[0].starts(with: "flags".utf8) else { continue }
            return Set(
                String(decoding: parts[1], as: UTF8.self).split(separator: " ").map(String.init))
        }
        return []
    }
}
