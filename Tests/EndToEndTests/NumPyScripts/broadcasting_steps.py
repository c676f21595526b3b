import numpy as np

X = np.random.RandomState(1).random_sample((32, 10))
y = np.random.RandomState(2).random_sample((10,))
y = np.expand_dims(y, axis=0)
print(y.shape)
Y = np.tile(y, (32, 1))
print(Y.shape, np.array_equal(X + y, X + Y))
x = np.arange(24.0).reshape(2, 3, 4)
z = np.array([[1.0], [2.0], [3.0]])
print(np.maximum(x, z * 4))
print((x + np.arange(4)).sum(axis=(0, 1)))
print(np.broadcast_to(np.arange(3), (2, 3)), np.broadcast_shapes((2, 1, 3), (4, 1)))
