TABLE = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
def roman(n):
    out = ""
    for v, s in TABLE:
        q, n = divmod(n, v); out += s * q
    return out
def number(r): return sum(v if i + 1 == len(r) or v >= V[r[i + 1]] else -v for i, c in enumerate(r) if (v := V[c]) or True)
V = {s: v for v, s in TABLE if len(s) == 1}
print([roman(n) for n in (4, 9, 14, 1994, 2024)], number("MCMXCIV"), all(number(roman(n)) == n for n in range(1, 200)))
