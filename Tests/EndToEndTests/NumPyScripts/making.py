import numpy as np

print(np.zeros(3), np.ones((2, 2), dtype="uint8"), np.full((2, 3), 7.5), np.empty((0, 3)).shape)
print(np.arange(5), np.arange(2, 10, 3), np.arange(0, 1, 0.25), np.arange(5, 0, -2), np.arange(3.0))
print(np.linspace(0, 1, 5), np.linspace(0, 10, 4, endpoint=False), np.logspace(0, 3, 4))
print(np.eye(3), np.eye(2, 3, k=1), np.identity(2, dtype=int), np.diag([1, 2, 3]), np.diag(np.arange(9).reshape(3, 3)))
X, Y = np.meshgrid([1, 2, 3], [10, 20])
print(X, Y, X + Y)
print(np.zeros_like(X), np.ones_like(X, dtype=float), np.full_like(X, 9))
print(np.tri(3), np.triu(np.arange(9).reshape(3, 3)), np.tril(np.arange(9).reshape(3, 3), -1))
