import numpy as np

m = np.arange(6).reshape(2, 3)
for row in m:
    print(row, row.sum())
for i, value in enumerate(m.flat):
    print(i, value, end="; ")
print()
print([int(v) for v in m[0]], list(m[1]), m.tolist(), sum(m[0]), max(m[1]), len(m))
for a, b in zip(m[0], m[1]):
    print(a * b, repr(a + b))
print({"loss": np.float64(0.5), "shape": m.shape}, (m[0],), [m[0]])
