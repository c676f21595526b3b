import numpy as np

x = np.zeros((3, 4), dtype=int)
x[0] = 1
x[:, 1] = [7, 8, 9]
x[1:, 2:] = np.array([[1, 2], [3, 4]])
print(x)
x[x > 5] = -1
print(x)
x[[0, 2], [3, 0]] = 50
print(x)
x[..., -1] += 100
print(x)
x[0, :] = x[2, ::-1]
print(x)
x[1] = 2.9
print(x)
