import numpy as np

x = np.arange(12).reshape(3, 4)
y = x[0]
y[:] = 1
print(x)
z = x[:, 1]
z += 10
print(x)
x.T[0, 0] = 99
print(x[0, 0], x.reshape(-1)[0], x.ravel()[0])
c = x[[0, 1]]
c[0, 0] = -5
print(x[0, 0], c[0, 0])
f = x.flatten()
f[0] = 3
print(x[0, 0], y.base is x.base, np.shares_memory(x, y), np.shares_memory(x, f))
w = x
w += 1
print(x is w, x[0])
w = w + 1
print(x is w, x[0])
