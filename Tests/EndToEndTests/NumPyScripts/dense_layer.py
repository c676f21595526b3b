import numpy as np

rng = np.random.default_rng(0)
W = rng.integers(-3, 4, (4, 3)) / 4
b = np.array([0.5, -0.25, 0.0])
x = rng.integers(-2, 3, (5, 4)) / 2
z = np.dot(x, W) + b
h = np.maximum(z, 0.0)
e = np.exp(z - z.max(axis=1, keepdims=True))
p = e / e.sum(axis=1, keepdims=True)
print(z, h, p, p.sum(axis=1), p.argmax(axis=1), sep="\n")
