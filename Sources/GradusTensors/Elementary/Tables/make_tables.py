"""Writes the tables of the elementary functions: python3 make_tables.py (needs mpmath).

A number stands as two parts, the first rounded to so many bits that its products with
numbers of 26 bits are exact in double precision.
"""

import pathlib

import mpmath

mp = mpmath.mp
mp.prec = 400
here = pathlib.Path(__file__).parent


def rounded(value, bits):
    """The nearest number of so many significant bits."""
    if value == 0:
        return mpmath.mpf(0)
    exponent = mpmath.frexp(value)[1]
    scale = mpmath.mpf(2) ** (bits - exponent)
    return mpmath.nint(value * scale) / scale


def parts(value, bits):
    first = rounded(value, bits)
    return [float(first), float(value - first)]


def text(value):
    if value == 0:
        return "0"
    if value == int(value) and abs(value) < 100:
        return str(int(value))
    return value.hex().replace("p+0", "") if value.hex().endswith("p+0") and False else value.hex()


def write(name, comment, rows):
    lines = ["// Written by make_tables.py.", "", "extension ElementaryTables {"]
    lines += [f"    /// {line}" for line in comment.strip().splitlines()]
    lines.append(f"    static let {name}: [Double] = [")
    for row in rows:
        line = "       "
        for value in row:
            word = f" {text(value)},"
            if len(line) + len(word) > 100:
                lines.append(line)
                line = "       "
            line += word
        lines.append(line)
    lines += ["    ]", "}", ""]
    file = name[0].upper() + name[1:]
    (here / f"ElementaryTables+{file}.swift").write_text("\n".join(lines))


def powers():
    for j in range(256):
        yield parts(mpmath.mpf(2) ** (mpmath.mpf(j) / 256), 27)


def logarithms():
    start = 0.703125
    centre_bits = int(mpmath.mpf(start) * 0)  # the cells are even in the bits of a double
    import struct

    first = struct.unpack("<Q", struct.pack("<d", start))[0] + centre_bits
    for i in range(256):
        centre = struct.unpack("<d", struct.pack("<Q", first + (i << 44)))[0]
        c = mpmath.nint(2048 / mpmath.mpf(centre)) / 2048
        value = -mpmath.log(c)
        high = mpmath.nint(value * 2**42) / mpmath.mpf(2) ** 42
        yield [float(c), float(high), float(value - high)]


def sines():
    for j in range(256):
        angle = mpmath.pi * j / 128
        sine, cosine = mpmath.sin(angle), mpmath.cos(angle)
        if j % 64 == 0:
            sine, cosine = mpmath.nint(sine), mpmath.nint(cosine)
        yield parts(sine, 53) + parts(cosine, 27)


def series(function, count, step):
    for j in range(count):
        c = mpmath.taylor(function, mpmath.mpf(j) / step, 7)
        c = [mpmath.re(x) if abs(x) > mpmath.mpf(2) ** -150 else mpmath.mpf(0) for x in c]
        yield parts(c[0], 53) + parts(c[1], 27) + [float(x) for x in c[2:]]


write("powers", """
2 to the power j/256 for j from 0 to 255, the first part of 27 bits.
""", powers())
write("reciprocals", """
For the 256 cells of numbers from 0.70 to 1.41, even in the bits of a double and one of them
about 1: c, a reciprocal of the cell's centre of 12 bits, and -log(c), the first part a
multiple of 2^-42.
""", logarithms())
write("sines", """
For the angles jπ/128 of a whole turn: the sine, and the cosine with a first part of 27 bits.
""", sines())
write("arctangents", """
The arctangent about j/128 for j from 0 to 128: its value, its first derivative (the first
part of 27 bits) and the coefficients of the powers 2 to 7 of the distance.
""", series(mpmath.atan, 129, 128))


def arcs(base, factor, first, last):
    """base + factor · asin about j/128."""
    for j in range(first, last + 1):
        c = mpmath.taylor(mpmath.asin, mpmath.mpf(j) / 128, 7)
        c = [factor * mpmath.re(x) for x in c]
        c[0] += base
        c = [x if abs(x) > mpmath.mpf(2) ** -150 else mpmath.mpf(0) for x in c]
        yield parts(c[0], 53) + parts(c[1], 27) + [float(x) for x in c[2:]]


write("arcsines", """
As the arctangent: the arcsine about j/128 for j from 0 to 64, then π/2 - 2 asin z about such z.
""", [*arcs(0, 1, 0, 64), *arcs(mpmath.pi / 2, -2, 0, 64)])
write("arccosines", """
As the arctangent: the arccosine about j/128 for j from -64 to 64, then 2 asin z and
π - 2 asin z about j/128 for j from 0 to 64.
""", [*arcs(mpmath.pi / 2, -1, -64, 64), *arcs(0, 2, 0, 64), *arcs(mpmath.pi, -2, 0, 64)])
