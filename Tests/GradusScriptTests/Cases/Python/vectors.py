class Vector:
    def __init__(self, *xs): self.xs = xs
    def __repr__(self): return "Vector" + repr(self.xs)
    def __matmul__(self, o): return sum(a * b for a, b in zip(self.xs, o.xs))
    def __truediv__(self, k): return Vector(*(x / k for x in self.xs))
    def __pow__(self, k): return Vector(*[x ** k for x in self.xs])
    def __mod__(self, k): return Vector(*[x % k for x in self.xs])
    def __floordiv__(self, k): return Vector(*[x // k for x in self.xs])
    def __rsub__(self, k): return Vector(*[k - x for x in self.xs])
    def __iter__(self): return iter(self.xs)
    def __round__(self, n=0): return Vector(*[round(x, n) for x in self.xs])
    def __pos__(self): return self
    def __invert__(self): return Vector(*reversed(self.xs))
v, w = Vector(1, 2, 3), Vector(4, 5, 6)
print(v @ w, v / 2, v ** 2, w % 4, w // 2, 10 - v, list(v), round(Vector(1.234, 5.678), 1), +v, ~v, *w)
a, b, c = v; print(a, b, c, sum(v), max(w), sorted(w, reverse=True), 5 in w)
