print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(i, j) for i in range(3) for j in range(i)])
print([[r * c for c in range(3)] for r in range(3)], {x: x ** 2 for x in range(3)}, {len(w) for w in ["a", "bb", "cc"]})
g = (x * 2 for x in range(3)); print(next(g), list(g), list(g), sum(x for x in range(5)), any(x > 2 for x in [1, 2, 3]))
x = "outer"; y = [x for x in range(3)]; print(x, y, [c for w in ["ab", "c"] for c in w])
m = [[1, 2], [3, 4]]; print([list(row) for row in zip(*m)], [n for row in m for n in row], [a if a > 2 else 0 for r in m for a in r])
def log(v):
    print("log", v); return v
lazy = (log(v) for v in [1, 2, 3]); print("made"); print(next(lazy)); print(next(lazy)); print(next((v for v in [5, 6] if v > 9), "none"))
fs = [lambda: i for i in range(3)]; print([f() for f in fs]); fs = [lambda i=i: i for i in range(3)]; print([f() for f in fs])
print(dict((k, v) for k, v in [("a", 1)]), tuple(i for i in "ab"), "".join(ch.upper() for ch in "abc"), max((len(w), w) for w in ["a", "bbb"]))
print([y := 5, y ** 2], (z := 3) + z, [w for v in range(3) if (w := v * 2) > 1], w)
