import numpy as np


def naive_relu(x):
    assert len(x.shape) == 2
    x = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            x[i, j] = max(x[i, j], 0)
    return x


def naive_add(x, y):
    assert x.shape == y.shape
    x = x.copy()
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            x[i, j] += y[i, j]
    return x


a = np.array([[1.5, -2.0, 3.0], [-0.5, 0.0, 7.25]])
b = np.array([[1.0, 2.0, -3.0], [0.5, 0.25, -7.0]])
print(naive_relu(a))
print(naive_add(a, b))
print(np.array_equal(naive_relu(a), np.maximum(a, 0.0)))
print(np.array_equal(naive_add(a, b), a + b))
print(a)
