extension Drawing {
    /// The drawing as text, one mark a line, its groups' marks indented below it: two
    /// listings compared line by line say what moved.
    ///
    ///     drawing 600×310 "Backward pass"
    ///       alt "Backward pass from loss_val = 3. …"
    ///     node/x1 node path fill=inputFill stroke=input/1.5 M20 20L170 20…Z
    ///     node/x1/name label text 32,42 start 17.3×16.4 [x1|text 14 bold|ink]
    ///
    /// Coordinates are points rounded to 0.01. Runs of text say their style, paint and,
    /// where they have them, rise and key.
    public var listing: String {
        var lines = [
            "drawing \(Self.number(size.width))×\(Self.number(size.height)) \(Self.quoted(title))",
            "  alt \(Self.quoted(description))",
        ]
        for mark in marks { Self.list(mark, depth: 0, into: &lines) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func list(_ mark: Mark, depth: Int, into lines: inout [String]) {
        var parts = [mark.name, mark.kind.rawValue]
        var children: [Mark] = []
        var tail: [String] = []
        switch mark.content {
        case .group(let marks):
            parts.append("group")
            children = marks
        case .path(let path, let fill, let stroke):
            parts.append("path")
            if let fill { parts.append("fill=\(text(of: fill))") }
            if let stroke { parts.append("stroke=\(text(of: stroke))") }
            tail = [pathText(path)]
        case .text(let line):
            parts += [
                "text", "\(number(line.origin.x)),\(number(line.origin.y))", line.anchor.rawValue,
                "\(number(line.extent.width))×\(number(line.extent.height))",
            ]
            if line.rotation != 0 { parts.append("turned=\(number(line.rotation))") }
            tail = line.runs.map(text(of:))
        case .image(let image, let frame):
            parts += [
                "image", "\(image.width)×\(image.height)", "pixels=\(hash(of: image))",
                "\(number(frame.x)),\(number(frame.y))",
                "\(number(frame.width))×\(number(frame.height))",
            ]
        }
        if mark.opacity != 1 { parts.append("opacity=\(number(mark.opacity))") }
        if let link = mark.link { parts.append("link=\(quoted(link))") }
        if let description = mark.description { parts.append("alt=\(quoted(description))") }
        lines.append(
            String(repeating: "  ", count: depth) + (parts + tail).joined(separator: " "))
        for child in children { list(child, depth: depth + 1, into: &lines) }
    }

    private static func text(of run: TextRun) -> String {
        let style = run.style
        var parts = [style.family.rawValue, number(style.size)]
        if style.weight == .bold { parts.append("bold") }
        if style.isItalic { parts.append("italic") }
        var text =
            "[\(escaped(run.text))|\(parts.joined(separator: " "))|\(Self.text(of: run.paint))"
        if run.rise != 0 { text += "|rise \(number(run.rise))" }
        if let key = run.key { text += "|key \(escaped(key))" }
        return text + "]"
    }

    private static func text(of paint: Paint) -> String {
        switch paint {
        case .role(let role): role.rawValue
        case .fixed(let color):
            color.alpha < 1 ? "\(color.hexText)@\(number(color.alpha))" : color.hexText
        }
    }

    private static func text(of stroke: Stroke) -> String {
        var text = "\(Self.text(of: stroke.paint))/\(number(stroke.width))"
        if !stroke.dashes.isEmpty {
            text += "/" + stroke.dashes.map(number).joined(separator: ",")
        }
        if stroke.cap == .round { text += "/round" }
        return text
    }

    private static func pathText(_ path: Path) -> String {
        func pair(_ p: Point) -> String { "\(number(p.x)) \(number(p.y))" }
        return path.elements.reduce(into: "") { text, element in
            switch element {
            case .move(let p): text += "M" + pair(p)
            case .line(let p): text += "L" + pair(p)
            case .curve(let a, let b, let c): text += "C\(pair(a)) \(pair(b)) \(pair(c))"
            case .close: text += "Z"
            }
        }
    }

    /// A wrong number is shown as what it is: listings are read when something is wrong.
    private static func number(_ value: Double) -> String {
        value.isFinite && abs(value) < 1e12 ? SVGText.number(value) : "\(value)"
    }

    private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\\": result += "\\\\"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }

    /// FNV-1a over the pixels as 8-bit components, in hexadecimal digits.
    private static func hash(of image: PixelImage) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for pixel in image.pixels {
            for part in [pixel.red, pixel.green, pixel.blue, pixel.alpha] {
                let byte = part.isFinite ? UInt64((min(max(part, 0), 1) * 255).rounded()) : 256
                hash = (hash ^ byte) &* 0x100_0000_01B3
            }
        }
        return String(hash, radix: 16)
    }
}
