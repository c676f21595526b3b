def derivative(f, x, h=1e-5): return (f(x + h) - f(x - h)) / (2 * h)
for f, x in [(lambda v: v ** 2, 3.0), (lambda v: v ** 3 - v, 2.0)]: print(round(derivative(f, x), 6))
def newton(f, x, n=6):
    for _ in range(n): x -= f(x) / derivative(f, x)
    return x
print(f"{newton(lambda v: v * v - 2, 1.0):.10f}")
def integrate(f, a, b, n=100): h = (b - a) / n; return sum(f(a + (i + 0.5) * h) for i in range(n)) * h
print(f"{integrate(lambda v: v * v, 0, 3):.4f}")
