import numpy as np

A = np.array([0.5, 1.0])
B = np.array([1.0, 0.25])
print(A + B, A - B, 2 * A, A * B, A @ B)
rotation = np.array([[0.0, -1.0], [1.0, 0.0]])
scale = np.array([[1.5, 0.0], [0.0, 0.5]])
print(rotation @ A, scale @ A, scale @ rotation @ A)
points = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
print(points @ rotation.T + np.array([2.0, 3.0]))
print(np.linalg.norm(np.array([3.0, 4.0])), np.linalg.norm(points, axis=1))
