#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A BLAS that may be installed: where it lies, what its loading needs, and how it is asked
/// about itself.
struct BLASCandidate: Sendable {
    let name: String
    /// The names of its file, the best first.
    let fileNames: [String]
    /// Variables that the library reads while it is loaded; set for that time alone, and only
    /// those that the user has not set.
    var environment: [(name: String, value: String)] = []
    /// Functions that say the version, the processor it computes for, and the threads.
    var versionFunction: String?
    var coreFunction: String?
    var threadsFunction: String?

    /// In the order in which they are asked for: OpenBLAS is the faster one once it knows the
    /// processor, BLIS knows it by itself.
    static var all: [BLASCandidate] {
        #if os(Linux)
            var openBLAS = [("OPENBLAS_NUM_THREADS", "1")]
            if let core = ProcessorFeatures.openBLASCoreType {
                openBLAS.append(("OPENBLAS_CORETYPE", core))
            }
            return [
                BLASCandidate(
                    name: "OpenBLAS", fileNames: ["libopenblas.so.0", "libopenblas.so"],
                    environment: openBLAS, versionFunction: "openblas_get_config",
                    coreFunction: "openblas_get_corename",
                    threadsFunction: "openblas_get_num_threads"),
                BLASCandidate(
                    name: "BLIS", fileNames: ["libblis.so.4", "libblis.so"],
                    environment: [("BLIS_NUM_THREADS", "1")],
                    versionFunction: "bli_info_get_version_str"),
            ]
        #else
            return [
                BLASCandidate(
                    name: "Accelerate",
                    fileNames: ["/System/Library/Frameworks/Accelerate.framework/Accelerate"])
            ]
        #endif
    }

    /// The files to try: those found in the folders of libraries by their path, so that they
    /// can be looked at before they are loaded, else the bare name, which the system looks for.
    var files: [String] {
        fileNames.flatMap { name -> [String] in
            let found = LibraryFile.paths(of: name)
            return found.isEmpty ? [name] : found
        }
    }

    /// Runs `body` with the variables set, and sets them back.
    func withEnvironment<Result>(_ body: () -> Result) -> Result {
        let added = environment.filter { getenv($0.name) == nil }
        for variable in added { setenv(variable.name, variable.value, 1) }
        defer { for variable in added { unsetenv(variable.name) } }
        return body()
    }

    /// The version; nil for a library that is not what its name says.
    func version(_ handle: UnsafeMutableRawPointer) -> String? {
        guard let versionFunction else { return "of the system" }
        guard let text = text(handle, versionFunction) else { return nil }
        // OpenBLAS says "OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH … MAX_THREADS=64".
        let words = text.split(separator: " ").filter { $0 != name }
        return words.first.map(String.init)
    }

    /// The processor that the library computes for.
    func coreType(_ handle: UnsafeMutableRawPointer) -> String? {
        coreFunction.flatMap { text(handle, $0) }
    }

    /// The threads that the library computes with.
    func threads(_ handle: UnsafeMutableRawPointer) -> Int? {
        guard let threadsFunction, let symbol = dlsym(handle, threadsFunction) else {
            return environment.first { $0.name.hasSuffix("_NUM_THREADS") }
                .flatMap { variable in
                    getenv(variable.name).flatMap { Int(String(cString: $0)) }
                        ?? Int(variable.value)
                }
        }
        return Int(unsafeBitCast(symbol, to: (@convention(c) () -> Int32).self)())
    }

    private func text(_ handle: UnsafeMutableRawPointer, _ function: String) -> String? {
        guard let symbol = dlsym(handle, function) else { return nil }
        let call = unsafeBitCast(
            symbol, to: (@convention(c) () -> UnsafePointer<CChar>?).self)
        return call().map { String(cString: $0) }
    }
}
