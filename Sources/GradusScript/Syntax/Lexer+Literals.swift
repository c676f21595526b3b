import GradusDiagnostics

extension Lexer {
    // MARK: numbers

    mutating func readNumber() throws(Diagnostic) {
        let start = position
        let first = index
        if peek() == "0", let letter = peek(1), let radix = Self.radix(letter) {
            advance()
            advance()
            var digits = ""
            while let scalar = peek(), Self.isNamePart(scalar) {
                if scalar != "_" { digits.unicodeScalars.append(scalar) }
                advance()
            }
            guard !digits.isEmpty, digits.allSatisfy({ Int(String($0), radix: radix) != nil })
            else { throw Diagnostic("this number has no value", at: span(from: start)) }
            guard let value = Int(digits, radix: radix) else {
                throw Self.tooLarge(at: span(from: start))
            }
            addToken(.integer(value), from: start, first)
            return
        }
        var text = ""
        var isFloat = false
        takeDigits(into: &text)
        if peek() == "." {
            isFloat = true
            text += text.isEmpty ? "0." : "."
            advance()
            let before = text.count
            takeDigits(into: &text)
            if text.count == before { text += "0" }
        }
        if let letter = peek(), letter == "e" || letter == "E" {
            let hasSign = peek(1) == "+" || peek(1) == "-"
            if let digit = peek(hasSign ? 2 : 1), Self.isDigit(digit) {
                isFloat = true
                text += "e"
                advance()
                if hasSign, let sign = peek() {
                    text.unicodeScalars.append(sign)
                    advance()
                }
                takeDigits(into: &text)
            }
        }
        if let scalar = peek(), Self.isNamePart(scalar) {
            if scalar == "j" || scalar == "J" {
                throw Diagnostic(
                    "complex numbers are not part of the lesson language", at: span(from: start))
            }
            while let part = peek(), Self.isNamePart(part) { advance() }
            throw Diagnostic(
                "a name cannot begin with a digit, and a number cannot end with letters",
                at: span(from: start), fix: "put an operator such as '*' between number and name")
        }
        if isFloat {
            guard let value = Double(text) else {
                throw Diagnostic("this number has no value", at: span(from: start))
            }
            addToken(.float(value), from: start, first)
            return
        }
        if text.count > 1, text.hasPrefix("0"), text.contains(where: { $0 != "0" }) {
            throw Diagnostic(
                "leading zeros are not permitted in integers", at: span(from: start),
                fix: "remove the zeros, or write 0o for octal")
        }
        guard let value = Int(text) else { throw Self.tooLarge(at: span(from: start)) }
        addToken(.integer(value), from: start, first)
    }

    private static func radix(_ letter: Unicode.Scalar) -> Int? {
        switch letter {
        case "x", "X": 16
        case "o", "O": 8
        case "b", "B": 2
        default: nil
        }
    }

    private static func tooLarge(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            "this integer does not fit in 64 bits", at: span,
            fix: "write it as a float, such as 1e20")
    }

    private mutating func takeDigits(into text: inout String) {
        while let scalar = peek() {
            if Self.isDigit(scalar) {
                text.unicodeScalars.append(scalar)
            } else if scalar != "_" || !(peek(1).map(Self.isDigit) ?? false) || text.isEmpty {
                return
            }
            advance()
        }
    }

    // MARK: strings

    mutating func readString(
        prefix: String, start givenStart: SourcePosition? = nil, first givenFirst: Int? = nil
    ) throws(Diagnostic) {
        let start = givenStart ?? position
        let first = givenFirst ?? index
        guard let quote = peek() else { return }
        let isTriple = peek(1) == quote && peek(2) == quote
        for _ in 0..<(isTriple ? 3 : 1) { advance() }
        let style = StringStyle(
            quote: quote, isTriple: isTriple, isRaw: prefix.contains("r"),
            isFormatted: prefix.contains("f"))
        let opened = span(from: start)
        if style.isFormatted {
            let parts = try readFormattedParts(style, opened: opened, inSpecification: false)
            addToken(.formatted(parts), from: start, first)
        } else {
            var text = ""
            while !(try takeEnd(of: style, opened: opened)) {
                try takeCharacter(style, into: &text)
            }
            addToken(.string(text), from: start, first)
        }
    }

    struct StringStyle {
        var quote: Unicode.Scalar
        var isTriple: Bool
        var isRaw: Bool
        var isFormatted: Bool
    }

    /// Steps over the closing quotes if they stand here.
    private mutating func takeEnd(
        of style: StringStyle, opened: SourceSpan
    ) throws(Diagnostic) -> Bool {
        guard let scalar = peek(), style.isTriple || scalar != "\n" else {
            throw Diagnostic(
                "the string was never closed", at: opened,
                fix: "add the closing \(style.isTriple ? "triple " : "")quote")
        }
        guard scalar == style.quote else { return false }
        if style.isTriple {
            guard peek(1) == style.quote, peek(2) == style.quote else { return false }
            advance()
            advance()
        }
        advance()
        return true
    }

    private mutating func takeCharacter(
        _ style: StringStyle, into text: inout String
    ) throws(Diagnostic) {
        guard let scalar = peek() else { return }
        guard scalar == "\\" else {
            text.unicodeScalars.append(scalar)
            advance()
            return
        }
        let start = position
        advance()
        guard let escaped = peek() else { return }
        if style.isRaw {
            text.unicodeScalars.append("\\")
            text.unicodeScalars.append(escaped)
            advance()
            return
        }
        advance()
        let simple: [Unicode.Scalar: Unicode.Scalar] = [
            "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", "\"": "\"", "a": "\u{7}",
            "b": "\u{8}", "f": "\u{C}", "v": "\u{B}",
        ]
        if escaped == "\n" { return }
        if let plain = simple[escaped] {
            text.unicodeScalars.append(plain)
            return
        }
        let lengths: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
        if let length = lengths[escaped] {
            var digits = ""
            while digits.count < length, let digit = peek(), digit.properties.isASCIIHexDigit {
                digits.unicodeScalars.append(digit)
                advance()
            }
            guard digits.count == length, let code = UInt32(digits, radix: 16),
                let result = Unicode.Scalar(code)
            else {
                throw Diagnostic(
                    "\\\(escaped) needs \(length) hexadecimal digits of a character",
                    at: span(from: start))
            }
            text.unicodeScalars.append(result)
            return
        }
        if ("0"..."7").contains(escaped) {
            var code = escaped.value - 48
            for _ in 0..<2 {
                guard let digit = peek(), ("0"..."7").contains(digit) else { break }
                code = code * 8 + digit.value - 48
                advance()
            }
            if let result = Unicode.Scalar(code) { text.unicodeScalars.append(result) }
            return
        }
        if escaped == "N" {
            throw Diagnostic(
                "characters by name are not part of the lesson language", at: span(from: start),
                fix: "write the character itself, or '\\u' and its code")
        }
        // What begins no escape sequence stands for itself, as in Python.
        text.unicodeScalars.append("\\")
        text.unicodeScalars.append(escaped)
    }

    /// Reads text and braces up to the closing quote, or up to `}` in a format specification.
    private mutating func readFormattedParts(
        _ style: StringStyle, opened: SourceSpan, inSpecification: Bool
    ) throws(Diagnostic) -> [Token.FormattedPart] {
        var parts: [Token.FormattedPart] = []
        var text = ""
        while true {
            if inSpecification, peek() == "}" { break }
            if inSpecification, peek() == style.quote || peek() == "\n" {
                throw Diagnostic(
                    "'{' was never closed in the f-string", at: opened, fix: "add '}'")
            }
            if !inSpecification, try takeEnd(of: style, opened: opened) { break }
            guard let scalar = peek() else {
                throw Diagnostic("the string was never closed", at: opened)
            }
            if scalar == "{", inSpecification || peek(1) != "{" {
                if !text.isEmpty { parts.append(.text(text)) }
                text = ""
                parts.append(try readBraces(style, inSpecification: inSpecification))
            } else if scalar == "{" || scalar == "}" {
                if scalar == "}", peek(1) != "}" {
                    throw Diagnostic(
                        "a single '}' cannot stand in an f-string", at: hereSpan, fix: "write '}}'")
                }
                text.unicodeScalars.append(scalar)
                advance()
                advance()
            } else {
                try takeCharacter(style, into: &text)
            }
        }
        if !text.isEmpty { parts.append(.text(text)) }
        return parts
    }

    private mutating func readBraces(
        _ style: StringStyle, inSpecification: Bool
    ) throws(Diagnostic) -> Token.FormattedPart {
        let start = position
        let opened = hereSpan
        advance()
        let first = index
        let tokens = try readEmbeddedExpression(opened: opened, in: style)
        var label: String?
        if peek() == "=" {
            advance()
            while peek() == " " { advance() }
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars[first..<index])
            label = text
        }
        var conversion: String?
        if peek() == "!" {
            advance()
            guard let letter = peek(), letter == "r" || letter == "s" || letter == "a" else {
                throw Diagnostic(
                    "the conversion of an f-string is !r, !s or !a", at: span(from: start))
            }
            conversion = String(letter)
            advance()
        }
        var specification: [Token.FormattedPart] = []
        if peek() == ":" {
            guard !inSpecification else {
                throw Diagnostic("format specifications are nested too deeply", at: opened)
            }
            advance()
            specification = try readFormattedParts(style, opened: opened, inSpecification: true)
        }
        guard peek() == "}" else {
            throw Diagnostic(
                "'{' was never closed in the f-string", at: opened, fix: "add '}', or write '{{'")
        }
        advance()
        return .expression(
            tokens: tokens, label: label, conversion: conversion, specification: specification,
            span: span(from: start))
    }
}
