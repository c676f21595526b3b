import numpy as np

x = np.array(12)
print(x, x.ndim, x.shape)
print(repr(x))
x = np.array([12, 3, 6, 14, 7])
print(x, x.ndim, x.shape, x.dtype)
print(repr(x), x[0], repr(x[0]))
x = np.array([[5, 78, 2, 34, 0], [6, 79, 3, 35, 1], [7, 80, 4, 36, 2]])
print(x.ndim, x.shape, x.size, x.nbytes, x.itemsize, x.strides)
print(x)
print(repr(x))
