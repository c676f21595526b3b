#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A BLAS that was found on this machine and loaded into this process, running on one thread
/// unless `OPENBLAS_NUM_THREADS` or its like say otherwise.
///
/// OpenBLAS, BLIS and Apple's Accelerate are asked for in this order. Each is believed only
/// after it has computed a small product correctly; one that is missing, cut short, of another
/// architecture or wrong is passed over.
public struct BLASLibrary: Sendable {
    /// Its name: `OpenBLAS`, `BLIS` or `Accelerate`.
    public let name: String
    /// The library's own word on its version.
    public let version: String
    /// The processor that it computes for; nil where it does not say.
    public let coreType: String?
    /// The threads that it computes with; nil where it does not say.
    public let threads: Int?
    /// The file or name that was loaded.
    public let file: String

    /// `cblas_sgemm` and `cblas_dgemm` with 32-bit integers. C functions without state of their
    /// own that may be called from any thread.
    private let single: SingleProduct
    private let double: DoubleProduct

    private typealias SingleProduct =
        @convention(c) (
            Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>?, Int32,
            UnsafePointer<Float>?, Int32, Float, UnsafeMutablePointer<Float>?, Int32
        ) -> Void
    private typealias DoubleProduct =
        @convention(c) (
            Int32, Int32, Int32, Int32, Int32, Int32, Double, UnsafePointer<Double>?, Int32,
            UnsafePointer<Double>?, Int32, Double, UnsafeMutablePointer<Double>?, Int32
        ) -> Void

    /// The machine's BLAS, loaded when it is first asked for; nil where there is none. Loading
    /// sets variables of the environment and back: programs with threads ask for it before they
    /// start them.
    public static let installed: BLASLibrary? = first(of: BLASCandidate.all)

    /// The first of several libraries that can be loaded and computes correctly.
    static func first(of candidates: [BLASCandidate]) -> BLASLibrary? {
        for candidate in candidates {
            for file in candidate.files {
                if let library = BLASLibrary(candidate, file: file) { return library }
            }
        }
        return nil
    }

    /// Loads one file; nil unless it is a BLAS that computes correctly.
    init?(_ candidate: BLASCandidate, file: String) {
        guard !file.hasPrefix("/") || LibraryFile.isComplete(file) else { return nil }
        let loaded = candidate.withEnvironment { dlopen(file, RTLD_NOW | RTLD_LOCAL) }
        guard let handle = loaded else { return nil }
        guard let single = dlsym(handle, "cblas_sgemm"), let double = dlsym(handle, "cblas_dgemm"),
            let version = candidate.version(handle)
        else {
            dlclose(handle)
            return nil
        }
        name = candidate.name
        self.file = file
        self.version = version
        coreType = candidate.coreType(handle)
        threads = candidate.threads(handle)
        self.single = unsafeBitCast(single, to: SingleProduct.self)
        self.double = unsafeBitCast(double, to: DoubleProduct.self)
        // The handle stays open: nothing gives a library back that may be in use.
        guard computesCorrectly(Float.self), computesCorrectly(Double.self) else { return nil }
    }

    /// Writes the product of two row-major matrices, `rows × inner` and `inner × columns`; a
    /// transposed one lies in memory column by column. Every count is above zero and, as every
    /// step, fits 32 bits.
    func multiply<Element: FloatingElement>(
        _ left: UnsafePointer<Element>, _ leftLayout: MatrixLayout,
        _ right: UnsafePointer<Element>, _ rightLayout: MatrixLayout,
        into target: UnsafeMutablePointer<Element>, rows: Int, inner: Int, columns: Int
    ) {
        let (rowMajor, first, second): (Int32, Int32, Int32) = (
            101, leftLayout.isTransposed ? 112 : 111, rightLayout.isTransposed ? 112 : 111
        )
        if let a = left as? UnsafePointer<Float>, let b = right as? UnsafePointer<Float>,
            let c = target as? UnsafeMutablePointer<Float>
        {
            single(
                rowMajor, first, second, Int32(rows), Int32(columns), Int32(inner), 1, a,
                Int32(leftLayout.step), b, Int32(rightLayout.step), 0, c, Int32(columns))
        } else if let a = left as? UnsafePointer<Double>, let b = right as? UnsafePointer<Double>,
            let c = target as? UnsafeMutablePointer<Double>
        {
            double(
                rowMajor, first, second, Int32(rows), Int32(columns), Int32(inner), 1, a,
                Int32(leftLayout.step), b, Int32(rightLayout.step), 0, c, Int32(columns))
        } else {
            preconditionFailure("a BLAS multiplies float32 and float64, not \(Element.dtype)")
        }
    }

    /// Whether a product of small integers, one matrix transposed, comes out exactly.
    private func computesCorrectly<Element: FloatingElement>(_ type: Element.Type) -> Bool {
        let (rows, inner, columns) = (13, 21, 17)
        let left = (0..<rows * inner).map { Element(integer: Int64($0 % 7 - 3)) }
        let right = (0..<inner * columns).map { Element(integer: Int64($0 % 5 - 2)) }
        var found = [Element](repeating: .nan, count: rows * columns)
        left.withUnsafeBufferPointer { a in
            right.withUnsafeBufferPointer { b in
                found.withUnsafeMutableBufferPointer { c in
                    guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress
                    else { return }
                    multiply(
                        a, MatrixLayout(step: inner, isTransposed: false), b,
                        MatrixLayout(step: inner, isTransposed: true), into: c, rows: rows,
                        inner: inner, columns: columns)
                }
            }
        }
        for i in 0..<rows {
            for j in 0..<columns {
                var sum: Element = 0
                for k in 0..<inner { sum += left[i * inner + k] * right[j * inner + k] }
                if found[i * columns + j] != sum { return false }
            }
        }
        return true
    }
}

/// How a matrix lies in memory: row by row, or transposed, and how many elements lie between
/// its rows (or columns).
struct MatrixLayout {
    let step: Int
    let isTransposed: Bool

    init(step: Int, isTransposed: Bool) {
        self.step = step
        self.isTransposed = isTransposed
    }

    /// The layout of a matrix that a BLAS can read as it lies; nil for every other one.
    init?(_ matrix: Tensor) {
        let (rows, columns) = (matrix.shape[0], matrix.shape[1])
        let (rowStep, columnStep) = (matrix.strides[0], matrix.strides[1])
        if columnStep == 1 || columns == 1, rows == 1 || rowStep >= columns {
            self.init(step: rows == 1 ? columns : rowStep, isTransposed: false)
        } else if rowStep == 1 || rows == 1, columns == 1 || columnStep >= rows {
            self.init(step: columns == 1 ? rows : columnStep, isTransposed: true)
        } else {
            return nil
        }
    }
}
