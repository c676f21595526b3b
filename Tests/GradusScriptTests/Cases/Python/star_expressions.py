a = [1, 2]; b = (3, 4); print([*a, *b], (*a, 9), {*a, *b}, {**{"x": 1}, **{"y": 2}}, [*"ab", *range(2)])
def f(*args, **kw): return args, kw
print(f(*a, *b), f(*a, k=1, **{"z": 2}), f(**dict(q=1)), max(*a, *b), list(zip(*[a, b])))
x, *_, y = range(10); print(x, y, _)
for h, *t in [(1, 2, 3), (4,)]: print(h, t)
