class Point:
    """A point."""
    dim = 2
    def __init__(self, x, y=0): self.x, self.y = x, y
    def __repr__(self): return f"Point({self.x}, {self.y})"
    def __add__(self, o): return Point(self.x + o.x, self.y + o.y)
    def __sub__(self, o): return Point(self.x - o.x, self.y - o.y)
    def __mul__(self, k): return Point(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __eq__(self, o): return isinstance(o, Point) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __lt__(self, o): return self.norm2() < o.norm2()
    def __abs__(self): return self.norm2() ** 0.5
    def __len__(self): return 2
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __contains__(self, v): return v in (self.x, self.y)
    def __call__(self, k): return k * self.x
    def __bool__(self): return bool(self.x or self.y)
    def norm2(self): return self.x ** 2 + self.y ** 2
    @property
    def length(self): return abs(self)
    @staticmethod
    def origin(): return Point(0)
    @classmethod
    def diagonal(cls, v): return cls(v, v)
p, q = Point(3, 4), Point(1)
print(p, q, p + q, p - q, p * 2, 2 * p, -p, p == Point(3, 4), p != q, q < p, abs(p), len(p), p[0], p[1], 4 in p, p(10), bool(Point.origin()))
print(p.length, Point.diagonal(2), Point.dim, p.dim, [p, q], str(p), f"{p}", f"{p!r:>14}", sorted([p, q]), max(p, q), {p: 1}[Point(3, 4)], list(p))
p.x = 10; p.new = "attr"; print(p, p.new, hasattr(p, "new"), hasattr(p, "zzz"), getattr(p, "zzz", "default")); setattr(p, "w", 5); print(p.w)
x, y = Point(8, 9); print(x, y); p += q; print(p); Point.dim = 3; print(q.dim, type(p).__name__, type(p) is Point, isinstance(p, Point), Point.__name__)
print(p.norm2(), Point.norm2(q), (m := q.norm2)(), Point.__doc__ if False else "doc")
class Empty: pass
e = Empty(); e.a = 1; print(e.a, e == e, e == Empty(), e != Empty(), isinstance(e, object), vars(e))
