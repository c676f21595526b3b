import GradusCPangoCairo

/// The characters that a face has, as sorted ranges of code points.
struct FontCoverage: Sendable {
    let ranges: [ClosedRange<UInt32>]

    func has(_ scalar: Unicode.Scalar) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(scalar.value)
    }

    func hasAll(_ scalars: some Sequence<Unicode.Scalar>) -> Bool { scalars.allSatisfy(has) }
}

/// What a font file says of itself.
struct FontFileFacts {
    let family: String
    let styleName: String
    let version: Int
    let coverage: FontCoverage
    /// How Pango is asked for the face so that it finds just this file.
    let request: String

    /// Reads the file's first face. Throws `RenderingError.fontUnusable`.
    init(file: String) throws {
        var count: Int32 = 0
        guard let pattern = FcFreeTypeQuery(file, 0, nil, &count) else {
            throw RenderingError.fontUnusable(file: file, reason: "it is not a font")
        }
        defer { FcPatternDestroy(pattern) }
        func text(_ name: String) -> String? {
            var value: UnsafeMutablePointer<FcChar8>?
            guard FcPatternGetString(pattern, name, 0, &value) == FcResultMatch else { return nil }
            return value.map { String(cString: $0) }
        }
        func number(_ name: String) -> Int32? {
            var value: Int32 = 0
            return FcPatternGetInteger(pattern, name, 0, &value) == FcResultMatch ? value : nil
        }
        var characters: OpaquePointer?
        guard let family = text(FC_FAMILY),
            let description = pango_fc_font_description_from_pattern(pattern, 0),
            FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) == FcResultMatch,
            let characters
        else {
            throw RenderingError.fontUnusable(file: file, reason: "it names no family or coverage")
        }
        defer { pango_font_description_free(description) }
        guard let request = pango_font_description_to_string(description) else {
            throw RenderingError.fontUnusable(file: file, reason: "Pango cannot name it")
        }
        defer { g_free(request) }
        self.request = String(cString: request)
        self.family = family
        styleName = text(FC_STYLE) ?? ""
        version = Int(number(FC_FONTVERSION) ?? 0)
        coverage = FontCoverage(ranges: Self.ranges(of: characters))
    }

    private static func ranges(of set: OpaquePointer) -> [ClosedRange<UInt32>] {
        var ranges: [ClosedRange<UInt32>] = []
        var map = [FcChar32](repeating: 0, count: 8)
        var next: FcChar32 = 0
        var page = FcCharSetFirstPage(set, &map, &next)
        while page != ~0 {
            for (word, bits) in map.enumerated() {
                for bit in 0..<32 where bits & (1 << UInt32(bit)) != 0 {
                    let code = page + UInt32(word * 32 + bit)
                    if let last = ranges.last, last.upperBound + 1 == code {
                        ranges[ranges.count - 1] = last.lowerBound...code
                    } else {
                        ranges.append(code...code)
                    }
                }
            }
            page = FcCharSetNextPage(set, &map, &next)
        }
        return ranges
    }
}
