import Foundation
import Testing

@testable import GradusTensors

/// The BLAS that is found at run time. Where none is installed, what needs one is left out.
@Suite struct BLASTests {
    /// Products whose operands lie in memory in every way.
    private static func operands(_ dtype: DType) throws -> [(Tensor, Tensor)] {
        var stream = RandomStream(seed: 3)
        func matrix(_ rows: Int, _ columns: Int) -> Tensor {
            stream.standardNormal([rows, columns]).astype(dtype)
        }
        var pairs: [(Tensor, Tensor)] = []
        for (rows, inner, columns) in [(40, 50, 60), (2, 9000, 2), (129, 65, 33), (300, 1, 300)] {
            let (a, b) = (matrix(rows, inner), matrix(inner, columns))
            let (aT, bT) = (matrix(inner, rows).transposed, matrix(columns, inner).transposed)
            pairs += [(a, b), (aT, b), (a, bT), (aT, bT)]
            let spread = try matrix(rows * 2, inner * 3)
                .indexed(by: [
                    .slice(start: nil, stop: nil, step: 2), .slice(start: nil, stop: nil, step: 3),
                ])
            let reversed = try b.indexed(by: [.slice(start: nil, stop: nil, step: -1)])
            let repeated = try matrix(1, inner).broadcast(to: [rows, inner])
            pairs += [(spread, b), (a, reversed), (repeated, b)]
        }
        return pairs
    }

    @Test(arguments: [DType.float64, .float32, .float16])
    func bothPathsAgreeWithinRounding(dtype: DType) throws {
        for (a, b) in try Self.operands(dtype) {
            let plain = try ProductPolicy.$current.withValue(.fixedOrder) { try a.dot(b) }
            let fast = try ProductPolicy.$current.withValue(.blas) { try a.dot(b) }
            #expect(fast.dtype == plain.dtype && fast.shape == plain.shape)
            let (left, right) = (plain.astype(.float64), fast.astype(.float64))
            let size = try a.astype(.float64).applying(.abs).dot(b.astype(.float64).applying(.abs))
            let distance = try left.combining(.subtract, right).applying(.abs)
            let unit = dtype == .float64 ? 0x1p-52 : dtype == .float32 ? 0x1p-23 : 0x1p-10
            let bound = try size.combining(.multiply, .floating(unit * Double(a.shape[1] + 2)))
            #expect(
                try distance.combining(.lessEqual, bound).all().elements(as: Bool.self) == [true],
                "\(a.shape) @ \(b.shape) of \(dtype)")
        }
    }

    @Test func stacksOfMatricesGoToTheBLASOneByOne() throws {
        var stream = RandomStream(seed: 4)
        let (a, b) = (stream.standardNormal([3, 40, 50]), stream.standardNormal([3, 50, 60]))
        let fast = try ProductPolicy.$current.withValue(.blas) { try a.matmul(b) }
        let plain = try ProductPolicy.$current.withValue(.fixedOrder) { try a.matmul(b) }
        let distance = try fast.combining(.subtract, plain).applying(.abs).max()
        #expect(try #require(distance.elements(as: Double.self).first) < 1e-12)
    }

    @Test func nanAndInfinityPassThrough() throws {
        var left = [Double](repeating: 1, count: 1600)
        left[0] = .nan
        left[41] = .infinity
        let a = Tensor(left, shape: [40, 40])
        for policy in [ProductPolicy.blas, .fixedOrder] {
            let product = try ProductPolicy.$current.withValue(policy) { try a.dot(a) }
            let elements = product.elements(as: Double.self)
            #expect(elements[0].isNaN && elements[41].isNaN == false && elements[41] == .infinity)
        }
    }

    @Test func smallProductsAreTheSameBitsUnderBothPolicies() throws {
        var stream = RandomStream(seed: 5)
        let (a, b) = (stream.standardNormal([30, 31]), stream.standardNormal([31, 32]))
        let plain = try ProductPolicy.$current.withValue(.fixedOrder) { try a.dot(b) }
        let asked = try ProductPolicy.$current.withValue(.blas) { try a.dot(b) }
        #expect(isSame(plain, asked))
    }

    @Test func thePolicyBelongsToWhatRunsInside() async throws {
        #expect(ProductPolicy.current == .blas)
        await ProductPolicy.$current.withValue(.fixedOrder) {
            #expect(ProductPolicy.current == .fixedOrder)
            await Task { #expect(ProductPolicy.current == .fixedOrder) }.value
            await Task.detached { #expect(ProductPolicy.current == .blas) }.value
        }
    }

    @Test func whatIsInstalledSaysWhatItIs() throws {
        guard let library = BLASLibrary.installed else { return }
        #expect(["OpenBLAS", "BLIS", "Accelerate"].contains(library.name))
        #expect(library.version.contains("."))
        #expect(library.threads == nil || library.threads == 1)
        #expect(library.coreType != "Prescott" || ProcessorFeatures.openBLASCoreType == nil)
        #expect(getenv("OPENBLAS_CORETYPE") == nil || library.coreType != nil)
    }

    @Test func flagsDecideTheCoreType() {
        let wide: Set<String> = ["avx2", "fma", "avx512f", "avx512bw", "avx512cd", "avx512dq"]
        #expect(ProcessorFeatures.coreType(of: wide.union(["avx512vl"])) == "SkylakeX")
        #expect(ProcessorFeatures.coreType(of: wide) == "Haswell")
        #expect(ProcessorFeatures.coreType(of: ["avx2"]) == nil)
        #expect(ProcessorFeatures.coreType(of: []) == nil)
    }

    @Test func theEnvironmentIsRestored() {
        let candidate = BLASCandidate(
            name: "x", fileNames: [],
            environment: [("GRADUS_TEST_ABSENT", "1"), ("PATH", "changed")])
        let path = getenv("PATH").map { String(cString: $0) }
        candidate.withEnvironment {
            #expect(getenv("GRADUS_TEST_ABSENT").map { String(cString: $0) } == "1")
            // What the user has set stays.
            #expect(getenv("PATH").map { String(cString: $0) } == path)
        }
        #expect(getenv("GRADUS_TEST_ABSENT") == nil)
    }

    @Test func missingDamagedAndOtherLibrariesArePassedOver() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "gradus-blas-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files = ["no-such-library.so.9", folder.path + "/missing.so"]
        func write(_ name: String, _ data: Data) throws {
            let place = folder.appendingPathComponent(name)
            try data.write(to: place)
            files.append(place.path)
        }
        try write("empty.so", Data())
        try write("text.so", Data("this is no library".utf8))
        try write("header.so", Data([127, 69, 76, 70, 2, 1] + [UInt8](repeating: 255, count: 80)))
        if let whole = BLASLibrary.installed?.file, whole.hasPrefix("/") {
            #expect(LibraryFile.isComplete(whole))
            let bytes = try Data(contentsOf: URL(fileURLWithPath: whole), options: .alwaysMapped)
            for part in [64, 4096, bytes.count / 2, bytes.count - 1] {
                try write("cut-\(part).so", bytes.prefix(part))
                #expect(!LibraryFile.isComplete(folder.path + "/cut-\(part).so"))
            }
        }
        let candidate = BLASCandidate(
            name: "OpenBLAS", fileNames: files, versionFunction: "openblas_get_config")
        for file in files { #expect(BLASLibrary(candidate, file: file) == nil, "\(file)") }
        // A library without the functions.
        #expect(BLASLibrary(candidate, file: "libm.so.6") == nil)
        #expect(BLASLibrary.first(of: [candidate]) == nil)
    }
}
