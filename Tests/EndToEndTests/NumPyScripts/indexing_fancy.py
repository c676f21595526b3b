import numpy as np

m = np.arange(12).reshape(3, 4)
print(m[[0, 2]])
print(m[:, [3, 0]])
print(m[[0, 1, 2], [1, 2, 3]])
print(m[m % 3 == 0])
print(m[np.array([True, False, True])])
print(m[:, np.array([True, False, True, False])])
print(m[np.ix_([0, 2], [1, 3])])
t = np.arange(24).reshape(2, 3, 4)
print(t[:, [0, 2], 1].shape, t[[0, 1], :, [1, 2]].shape, t[0, :, [1, 2]].shape, t[:, 0, [1, 2]].shape)
print(t[[[0], [1]], [0, 2]])
print(np.argwhere(m > 8), np.nonzero(m > 8))
