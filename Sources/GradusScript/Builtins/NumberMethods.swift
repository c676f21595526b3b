import GradusDiagnostics

/// The attributes of Python's numbers.
enum NumberMethods {
    static let names: Set<String> = [
        "is_integer", "real", "imag", "bit_length", "conjugate", "as_integer_ratio", "numerator",
        "denominator",
    ]

    private static func method(_ name: String, _ body: @escaping (HostCall) throws -> Value)
        -> Value
    {
        .method(name, parameters: "", body: body)
    }

    static func attribute(_ name: String, of number: Double) -> Value {
        switch name {
        case "real": return .float(number)
        case "imag": return .float(0)
        case "conjugate": return method(name) { _ in .float(number) }
        case "is_integer":
            return method(name) { _ in
                .bool(number.isFinite && number == number.rounded())
            }
        case "as_integer_ratio":
            return method(name) { call in
                guard number.isFinite else {
                    throw call.interpreter.error(
                        number.isNaN ? "ValueError" : "OverflowError",
                        "cannot convert \(number.isNaN ? "NaN" : "Infinity") to integer ratio",
                        at: call.span)
                }
                var (top, bottom) = (number, 1)
                while top != top.rounded(), bottom < 1 << 62 {
                    top *= 2
                    bottom *= 2
                }
                guard let integer = Int(exactly: top) else {
                    throw call.interpreter.integerOverflow(at: call.span)
                }
                return .makeTuple([.int(integer), .int(bottom)])
            }
        default:
            return method(name) { call in
                throw call.interpreter.error(
                    "AttributeError", "'float' object has no attribute '\(name)'", at: call.span)
            }
        }
    }

    static func attribute(_ name: String, of number: Int) -> Value {
        switch name {
        case "real", "numerator": .int(number)
        case "imag": .int(0)
        case "denominator": .int(1)
        case "bit_length":
            method(name) { _ in .int(Int.bitWidth - number.magnitude.leadingZeroBitCount) }
        case "as_integer_ratio": method(name) { _ in .makeTuple([.int(number), .int(1)]) }
        case "is_integer":
            method(name) { call in
                throw call.interpreter.error(
                    "AttributeError", "'int' object has no attribute 'is_integer'", at: call.span)
            }
        default: method(name) { _ in .int(number) }
        }
    }
}
