import GradusDiagnostics
import Testing

@testable import GradusScript

/// Errors are caught as what they are in NumPy 2, and their advice gives the same number.
@Suite struct ErrorKindTests {
    @Test func numbersThatDoNotFitAreOverflows() throws {
        let output = try Scripts.session().run(
            """
            def kind(f):
                try: return f()
                except OverflowError as e: return f"overflow: {e}"
                except ValueError as e: return f"value: {e}"
            print(kind(lambda: np.uint8(300)))
            print(kind(lambda: np.uint8(-1)))
            print(kind(lambda: np.int8(128)))
            print(kind(lambda: np.int32(2**40)))
            print(kind(lambda: np.array([300], dtype=np.uint8)))
            print(kind(lambda: np.full(2, 300, dtype=np.uint8)))
            print(kind(lambda: np.uint8([1, 300])))
            print(kind(lambda: np.uint8(1) + 300))
            print(kind(lambda: np.int64(float('nan'))))
            print(kind(lambda: np.int64(float('inf'))))
            """, at: 1
        ).output
        #expect(
            output == """
                overflow: Python integer 300 out of bounds for uint8
                overflow: Python integer -1 out of bounds for uint8
                overflow: Python integer 128 out of bounds for int8
                overflow: Python integer 1099511627776 out of bounds for int32
                overflow: Python integer 300 out of bounds for uint8
                overflow: Python integer 300 out of bounds for uint8
                overflow: Python integer 300 out of bounds for uint8
                overflow: Python integer 300 out of bounds for uint8
                value: cannot convert float NaN to integer
                overflow: cannot convert float infinity to integer

                """)
    }

    @Test(arguments: [
        ("sum", "np.sum(np.where(mask, x, 0))"),
        ("mean", "np.sum(np.where(mask, x, 0)) / np.sum(mask)"),
        ("prod", "np.prod(np.where(mask, x, 1))"),
        ("max", "np.max(np.where(mask, x, -np.inf))"),
        ("min", "np.min(np.where(mask, x, np.inf))"),
    ])
    func adviceForMasksGivesTheSameNumber(_ name: String, _ advice: String) throws {
        let numbers =
            "n = np.array([-3.0, -2.0, -5.0, 9.0])\nmask = np.array([True, True, True, False])\n"
        let error = #expect(throws: Diagnostic.self) {
            try Scripts.session().run(
                numbers + "x = parameter(n)\nnp.\(name)(x, where=mask)", at: 1)
        }
        #expect(error?.fix?.hasSuffix(": " + advice) == true, "\(error?.fix ?? "none")")
        let initial = name == "max" ? ", initial=-np.inf" : name == "min" ? ", initial=np.inf" : ""
        let output = try Scripts.session().run(
            numbers
                + "x = parameter(n)\nprint(value(\(advice)) == np.\(name)(n, where=mask\(initial)))",
            at: 1
        ).output
        #expect(output == "True\n")
    }
}
