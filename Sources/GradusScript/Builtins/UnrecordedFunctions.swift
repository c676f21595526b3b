import GradusDiagnostics

extension Interpreter {
    /// NumPy's functions that have a derivative and no rule here. Of a recorded value they would
    /// give plain numbers, and a gradient through them would silently be wrong, so they refuse.
    private static let withoutRule = [
        "append", "apply_along_axis", "array", "asarray", "average", "cbrt", "column_stack",
        "copysign", "corrcoef", "cov", "cross", "deg2rad", "delete", "dstack", "fabs",
        "float_power", "fmax", "fmin", "fmod", "full", "full_like", "gradient", "inner", "insert",
        "interp", "kron", "linspace", "median", "meshgrid", "nan_to_num", "nanmax", "nanmean",
        "nanmin", "nanprod", "nanstd", "nansum", "nanvar", "percentile", "polyval", "ptp",
        "quantile", "rad2deg", "resize", "rot90", "select", "tensordot", "tile", "trapezoid",
        "vander", "vdot",
    ]

    /// Those of `np.linalg`.
    private static let linearAlgebraWithoutRule = ["det", "inv", "solve", "matrix_power", "pinv"]

    /// Puts the refusals before the functions.
    func refuseUnrecorded(in numpy: ModuleObject) {
        for name in Self.withoutRule { numpy.refuseRecorded(name) }
        guard case .module(let linalg)? = numpy.members["linalg"] else { return }
        for name in Self.linearAlgebraWithoutRule { linalg.refuseRecorded(name) }
    }
}

extension ModuleObject {
    /// Makes a function refuse recorded values.
    fileprivate func refuseRecorded(_ name: String) {
        guard case .builtin(let plain)? = members[name] else { return }
        members[name] = .builtin(
            BuiltinFunction(
                name: plain.name, signature: plain.signature, mayKeepValues: plain.mayKeepValues,
                isType: plain.isType
            ) { call in
                let given =
                    plain.signature.parameters.compactMap { call.bound[$0.name] } + call.rest
                    + call.keywords
                if let argument = given.first(where: \.holdsRecorded) {
                    throw Diagnostic(
                        "\(plain.name) cannot be recorded: there is no rule for its derivative, and "
                            + "a gradient through it would be wrong", at: argument.span,
                        fix: "compose it from recorded functions, or take the numbers alone with "
                            + "value(…)")
                }
                return try plain.body(call)
            })
    }
}
