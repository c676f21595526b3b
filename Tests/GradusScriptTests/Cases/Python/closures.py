def counter(start=0):
    count = start
    def step(by=1):
        nonlocal count
        count += by
        return count
    return step
a, b = counter(), counter(10)
print(a(), a(), b(5), a(3), b())
total = 0
def add(n):
    global total
    total += n
for i in range(5): add(i)
print(total)
def outer():
    x = "outer"
    def middle():
        def inner():
            nonlocal x
            x += "!"
            return x
        return inner() + "?"
    return middle(), x
print(outer())
def compose(*fs):
    def run(x):
        for f in fs: x = f(x)
        return x
    return run
print(compose(lambda x: x + 1, lambda x: x * 10, str)(4))
def make_adders(): return [lambda x, n=n: x + n for n in range(3)]
print([f(10) for f in make_adders()])
def memo(f):
    cache = {}
    def inner(n):
        if n not in cache: cache[n] = f(n)
        return cache[n]
    return inner
@memo
def slow(n): return n if n < 2 else slow(n - 1) + slow(n - 2)
print(slow(60))
def late(): return later
later = 7; print(late())
