def tokens(text):
    out, i = [], 0
    while i < len(text):
        c = text[i]
        if c.isspace(): i += 1
        elif c.isdigit():
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == "."): j += 1
            out.append(("num", float(text[i:j]))); i = j
        elif c in "+-*/()": out.append(("op", c)); i += 1
        else: raise ValueError(f"bad character {c!r} at {i}")
    return out
def parse(ts):
    def expr():
        v = term()
        while ts and ts[0][1] in ("+", "-"):
            op = ts.pop(0)[1]; w = term(); v = v + w if op == "+" else v - w
        return v
    def term():
        v = atom()
        while ts and ts[0][1] in ("*", "/"):
            op = ts.pop(0)[1]; w = atom(); v = v * w if op == "*" else v / w
        return v
    def atom():
        kind, v = ts.pop(0)
        if v == "(": r = expr(); ts.pop(0); return r
        if v == "-": return -atom()
        return v
    return expr()
for t in ["1 + 2 * 3", "(1 + 2) * 3", "-4 / (2 - 4)", "2 $ 3"]:
    try: print(t, "=", parse(tokens(t)))
    except ValueError as e: print(t, "->", e)
