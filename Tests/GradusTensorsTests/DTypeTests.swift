import GradusTensors
import Testing

@Suite struct DTypeTests {
    /// NumPy's `promote_types` of each dtype with all dtypes in the order of `DType.allCases`.
    static let promotions = [
        "bool": "bool uint8 uint64 int8 int16 int32 int64 float16 float32 float64",
        "uint8": "uint8 uint8 uint64 int16 int16 int32 int64 float16 float32 float64",
        "uint64": "uint64 uint64 uint64 float64 float64 float64 float64 float64 float64 float64",
        "int8": "int8 int16 float64 int8 int16 int32 int64 float16 float32 float64",
        "int16": "int16 int16 float64 int16 int16 int32 int64 float32 float32 float64",
        "int32": "int32 int32 float64 int32 int32 int32 int64 float64 float64 float64",
        "int64": "int64 int64 float64 int64 int64 int64 int64 float64 float64 float64",
        "float16":
            "float16 float16 float64 float16 float32 float64 float64 float16 float32 float64",
        "float32":
            "float32 float32 float64 float32 float32 float64 float64 float32 float32 float64",
        "float64":
            "float64 float64 float64 float64 float64 float64 float64 float64 float64 float64",
    ]

    @Test func promotionIsNumPys() throws {
        for left in DType.allCases {
            let row = try #require(Self.promotions[left.rawValue]).split(separator: " ")
            for (right, wanted) in zip(DType.allCases, row) {
                #expect(DType.promoted(left, right).rawValue == String(wanted), "\(left) \(right)")
            }
        }
    }

    /// Numbers at the edges of types, and what NumPy casts them to on a 64-bit x86 processor.
    static let numbers: [Double] = [
        1.9, -1.9, 127.5, 128.0, 255.0, 256.0, -129.0, 300.7, 65535.0, 2147483648.0, -2147483649.0,
        9.3e+18, 1.9e+19, .nan, .infinity, -.infinity, 0.1, 65520.0, 1e-08, -0.0,
    ]
    static let casts: [(String, [Double])] = [
        (
            "bool",
            [
                1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0,
                1.0, 1.0, 0.0,
            ]
        ),
        (
            "uint8",
            [
                1.0, 255.0, 127.0, 128.0, 255.0, 0.0, 127.0, 44.0, 255.0, 0.0, 0.0, 0.0, 0.0, 0.0,
                0.0, 0.0, 0.0, 240.0, 0.0, 0.0,
            ]
        ),
        (
            "int8",
            [
                1.0, -1.0, 127.0, -128.0, -1.0, 0.0, 127.0, 44.0, -1.0, 0.0, 0.0, 0.0, 0.0, 0.0,
                0.0, 0.0, 0.0, -16.0, 0.0, 0.0,
            ]
        ),
        (
            "int16",
            [
                1.0, -1.0, 127.0, 128.0, 255.0, 256.0, -129.0, 300.0, -1.0, 0.0, 0.0, 0.0, 0.0, 0.0,
                0.0, 0.0, 0.0, -16.0, 0.0, 0.0,
            ]
        ),
        (
            "int32",
            [
                1.0, -1.0, 127.0, 128.0, 255.0, 256.0, -129.0, 300.0, 65535.0, -2147483648.0,
                -2147483648.0, -2147483648.0, -2147483648.0, -2147483648.0, -2147483648.0,
                -2147483648.0, 0.0, 65520.0, 0.0, 0.0,
            ]
        ),
        (
            "int64",
            [
                1.0, -1.0, 127.0, 128.0, 255.0, 256.0, -129.0, 300.0, 65535.0, 2147483648.0,
                -2147483649.0, -9.223372036854776e+18, -9.223372036854776e+18,
                -9.223372036854776e+18, -9.223372036854776e+18, -9.223372036854776e+18, 0.0,
                65520.0, 0.0, 0.0,
            ]
        ),
        (
            "float16",
            [
                1.900390625, -1.900390625, 127.5, 128.0, 255.0, 256.0, -129.0, 300.75, .infinity,
                .infinity, -.infinity, .infinity, .infinity, .nan, .infinity, -.infinity,
                0.0999755859375, .infinity, 0.0, -0.0,
            ]
        ),
        (
            "float32",
            [
                1.899999976158142, -1.899999976158142, 127.5, 128.0, 255.0, 256.0, -129.0,
                300.70001220703125, 65535.0, 2147483648.0, -2147483648.0, 9.300000300729369e+18,
                1.900000073262039e+19, .nan, .infinity, -.infinity, 0.10000000149011612, 65520.0,
                9.99999993922529e-09, -0.0,
            ]
        ),
        (
            "float64",
            [
                1.9, -1.9, 127.5, 128.0, 255.0, 256.0, -129.0, 300.7, 65535.0, 2147483648.0,
                -2147483649.0, 9.3e+18, 1.9e+19, .nan, .infinity, -.infinity, 0.1, 65520.0, 1e-08,
                -0.0,
            ]
        ),
    ]

    @Test func floatsAreCastAsNumPyCastsThem() throws {
        let tensor = Tensor(Self.numbers, shape: [Self.numbers.count])
        for (name, wanted) in Self.casts {
            let dtype = try #require(DType(rawValue: name))
            let found = tensor.astype(dtype)
            #expect(found.dtype == dtype)
            #expect(isSame(found.astype(.float64), Tensor(wanted, shape: tensor.shape)), "\(name)")
        }
    }

    @Test func integersKeepTheirLowestBits() {
        let tensor = Tensor([300, -1, 128, 65_537, Int64.min, Int64.max], shape: [6])
        #expect(tensor.astype(.uint8).integers() == [44, 255, 128, 1, 0, 255])
        #expect(tensor.astype(.int8).integers() == [44, -1, -128, 1, 0, -1])
        #expect(tensor.astype(.int16).integers() == [300, -1, 128, 1, 0, -1])
        #expect(tensor.astype(.uint64).astype(.int64) == tensor)
        #expect(tensor.astype(.uint64).doubles()[1] == 0x1p64)
    }

    @Test func arithmeticWraps() throws {
        func sum(_ dtype: DType, _ a: Int64, _ b: Int64) throws -> Int64 {
            try Tensor([a], shape: [1]).astype(dtype)
                .combining(.add, Tensor([b], shape: [1]).astype(dtype)).integers()[0]
        }
        #expect(try sum(.uint8, 255, 1) == 0)
        #expect(try sum(.int8, 127, 1) == -128)
        #expect(try sum(.int16, -32768, -1) == 32767)
        #expect(try sum(.int32, 2_147_483_647, 1) == -2_147_483_648)
        #expect(try sum(.int64, .max, 1) == .min)
        let smallest = Tensor([-128], shape: [1]).astype(.int8)
        #expect(try smallest.applying(.abs).integers() == [-128])
        #expect(try smallest.combining(.floorDivide, .integer(-1)).integers() == [-128])
        #expect(try smallest.combining(.remainder, .integer(0)).integers() == [0])
    }

    @Test func pythonIntegersMustFit() throws {
        let tensor = Tensor([1], shape: [1]).astype(.uint8)
        #expect {
            try tensor.combining(.add, .integer(300))
        } throws: { error in
            (error as? TensorError)?.message == "Python integer 300 out of bounds for uint8"
                && (error as? TensorError)?.kind == .overflow
        }
        #expect(try tensor.combining(.less, .integer(300)).scalarValue == 1)
        #expect(try tensor.combining(.greater, .integer(-1)).scalarValue == 1)
        #expect(try tensor.combining(.multiply, .floating(0.5)).dtype == .float64)
    }

    @Test func halfPrecisionIsAddedInSingle() throws {
        let tenth = Tensor.full([2000], .floating(0.1), dtype: .float16)
        #expect(try tenth.sum().scalarValue == 200.0)
        #expect(try tenth.mean().dtype == .float16)
        #expect(NumberPrinting.pythonRepr(scalar: Tensor(scalar: Float16(65504))) == "6.55e+04")
        #expect(NumberPrinting.pythonRepr(scalar: Tensor(scalar: Float16(0.1))) == "0.1")
    }
}
