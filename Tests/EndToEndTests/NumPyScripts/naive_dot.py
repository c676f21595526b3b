import numpy as np


def naive_vector_dot(x, y):
    z = 0.0
    for i in range(x.shape[0]):
        z += x[i] * y[i]
    return z


def naive_matrix_vector_dot(x, y):
    z = np.zeros(x.shape[0])
    for i in range(x.shape[0]):
        z[i] = naive_vector_dot(x[i, :], y)
    return z


def naive_matrix_dot(x, y):
    z = np.zeros((x.shape[0], y.shape[1]))
    for i in range(x.shape[0]):
        for j in range(y.shape[1]):
            z[i, j] = naive_vector_dot(x[i, :], y[:, j])
    return z


x = np.arange(6.0).reshape(2, 3)
y = np.arange(12.0).reshape(3, 4) / 4
print(naive_vector_dot(x[1], y[:, 1]))
print(repr(naive_vector_dot(x[1], y[:, 1])))
print(naive_matrix_vector_dot(x, y[:, 0]))
print(naive_matrix_dot(x, y))
print(np.array_equal(np.dot(x, y), naive_matrix_dot(x, y)))
print(np.dot(x, y[:, 0]).shape, (x @ y).shape, x.dot(y[:, 2]))
