def show(f):
    try: f()
    except Exception as e: print(type(e).__name__ + ":", e)
cases = [lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 0 ** -1,
 lambda: (1,)[3], lambda: "a"[3], lambda: range(3)[5], lambda: [].pop(), lambda: [1].pop(4), lambda: {}["x"], lambda: {}[1],
 lambda: len(3), lambda: (3)(), lambda: [x for x in 3], lambda: (3)[1], lambda: [1]["a"], lambda: {[1]: 2},
 lambda: 1 + "a", lambda: [1] + (1,), lambda: [1] + 1, lambda: -"a", lambda: 1 < "a", lambda: [1] < 3, lambda: int("1.5"),
 lambda: float("x"), lambda: int([]), lambda: float([]), lambda: "abc".index("z"), lambda: [1].index(3), lambda: [1].remove(3),
 lambda: max([]), lambda: min([]), lambda: sum(["a"]), lambda: "a" * 1.5, lambda: [1] * "a", lambda: range(1.5),
 lambda: range(0, 1, 0), lambda: round("a"), lambda: abs("a"), lambda: {}.pop("a"), lambda: set().pop(), lambda: {1}.remove(2),
 lambda: [1][::0], lambda: "%d" % "a", lambda: "%d %d" % (1,), lambda: "%d" % (1, 2), lambda: "{}".format(), lambda: f"{1.5:d}",
 lambda: f"{'a':d}", lambda: f"{3:s}", lambda: f"{3:.2d}", lambda: "a".join([1]), lambda: "".split(""), lambda: isinstance(1, 3),
 lambda: sorted([1, "a"]), lambda: iter(3), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: zip(3), lambda: 1 << -1,
 lambda: "a" in 3, lambda: 1 in "a", lambda: nope, lambda: [].foo, lambda: (1).foo, lambda: str.foo, lambda: chr(-1), lambda: ord("ab"),
 lambda: int(float("inf")), lambda: int(float("nan")), lambda: ~1.5, lambda: 1.5 | 2, lambda: 1 @ 2, lambda: max(1), lambda: next(iter([])),
 lambda: list(map(1, [2])), lambda: getattr(3, "x"), lambda: hash([]), lambda: (lambda a: a)(), lambda: (lambda a: a)(1, 2), lambda: 10.0 ** 400,
 lambda: next([1]), lambda: reversed({1}), lambda: "x"["y"], lambda: {1: 2} < {1: 3}, lambda: None + 1, lambda: [1, 2, 3].index(2, 2)]
for c in cases: show(c)
def assign(k):
    if k == 0: a, b = 1, 2, 3
    if k == 1: a, b, c = 1, 2
    if k == 2: a, b = 3
    if k == 3: a, *b, c = [1]
    if k == 4: t = (1,); t[0] = 1
    if k == 5: s = "a"; s[0] = "b"
    if k == 6: l = [1]; l[4] = 1
    if k == 7: l = [1]; del l[3]
    if k == 8: print(later); later = 1
    if k == 9: raise 3
    if k == 10: l = [1, 2]; l[::2] = [1, 2, 3]
    if k == 11: import nothing_here
    if k == 12: del gone
for k in range(11): show(lambda: assign(k))
def f(a, b, *, c): pass
def g(a, b=1): pass
class A:
    def m(self, x): pass
class B:
    def __init__(self, x): pass
for c in [lambda: f(), lambda: f(1), lambda: f(1, 2), lambda: f(1, 2, 3, c=4), lambda: g(1, 2, 3), lambda: g(z=1), lambda: g(1, a=2),
 lambda: A().m(), lambda: A().x, lambda: A(1), lambda: B(), lambda: A.y, lambda: A().m(1, 2), lambda: A() + 1, lambda: A() < A(), lambda: A()[0], lambda: len(A()), lambda: A()()]: show(c)
