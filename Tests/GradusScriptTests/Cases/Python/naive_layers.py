def naive_relu(x):
    x = [row[:] for row in x]
    for i in range(len(x)):
        for j in range(len(x[0])): x[i][j] = max(x[i][j], 0)
    return x
def naive_add(x, y):
    assert len(x) == len(y), f"{len(x)} != {len(y)}"
    return [[a + b for a, b in zip(r, s)] for r, s in zip(x, y)]
def naive_dot(x, y):
    assert len(x) == len(y)
    z = 0.
    for i in range(len(x)): z += x[i] * y[i]
    return z
print(naive_relu([[1, -2], [-0.5, 3]]), naive_add([[1]], [[2]]), naive_dot([1., 2.], [3., 4.]))
try: naive_add([[1]], [])
except AssertionError as e: print("AssertionError:", e)
