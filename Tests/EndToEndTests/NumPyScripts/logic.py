import numpy as np

a = np.array([True, True, False, False])
b = np.array([True, False, True, False])
print(a & b, a | b, a ^ b, ~a, np.logical_and(a, b), np.logical_xor(a, b), np.logical_not(a))
x = np.arange(6)
print((x > 1) & (x < 4), x[(x > 1) & (x < 4)], (x % 2 == 0) | (x > 4), a.sum(), a.mean(), a.any(), a.all())
print(np.array([5, 6]) & 3, np.array([5, 6]) | 8, np.array([5, 6]) ^ 1, ~np.array([5, 6]), np.array([1, 2]) << 3, np.array([16, -16]) >> 2)
print(np.allclose([1.0, 2.0], [1.0, 2.0 + 1e-9]), np.isclose([1.0, 2.0], [1.0, 2.1]), np.array_equal([1, 2], [1, 2.0]))
print(a + b, a * b, a == b, a > b, np.maximum(a, b))
