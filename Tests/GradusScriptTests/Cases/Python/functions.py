def f(a, b=2, *args, c, d=4, **kw):
    return (a, b, args, c, d, kw)
print(f(1, c=3), f(1, 5, 6, 7, c=8, e=9), f(*[1, 2, 3], **{"c": 4, "z": 5}), f(c=1, a=2))
def g(x, /, y, *, z=0): return x, y, z
print(g(1, 2), g(1, y=2, z=3))
def default(l=[]):
    l.append(1); return l
print(default(), default(), default([]))
def none(): pass
print(none(), none() is None, (lambda: 5)(), (lambda *a, **k: (a, k))(1, x=2))
def fact(n): return 1 if n < 2 else n * fact(n - 1)
def fib(n):
    a, b = 0, 1
    for _ in range(n): a, b = b, a + b
    return a
print(fact(10), fib(50), [fact(i) for i in range(6)])
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
print(even(20), odd(7), callable(f), callable(3), f.__name__, (lambda: 0).__name__)
def apply(fn, *args): return fn(*args)
print(apply(max, 1, 9, 3), apply(lambda a, b: a - b, 5, 2), list(map(lambda a, b: a + b, [1, 2], [3, 4])), apply(str.upper, "abc"))
def doc():
    """The text."""
    return doc.__doc__
print(doc())
def annotated(x: int, y: "str" = "a") -> tuple: return (x, y)
print(annotated(1))
