import numpy as np

a = np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]])
difference = a[:, np.newaxis, :] - a[np.newaxis, :, :]
print(difference.shape)
print(np.sqrt((difference ** 2).sum(axis=-1)))
print(np.linalg.norm(difference, axis=2), np.abs(difference).max(axis=-1))
print(np.linalg.solve(np.array([[2.0, 0.0], [0.0, 4.0]]), np.array([1.0, 2.0])), np.linalg.inv(np.array([[2.0, 0.0], [0.0, 4.0]])))
