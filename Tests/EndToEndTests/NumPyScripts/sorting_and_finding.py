import numpy as np

x = np.array([3, 1, 2, 3, 1])
print(np.sort(x), np.argsort(np.array([30, 10, 20])), np.sort(x)[::-1], np.unique(x))
values, counts = np.unique(x, return_counts=True)
print(values, counts, np.unique(x, return_index=True, return_inverse=True))
m = np.array([[3, 1], [2, 0]])
print(np.sort(m), np.sort(m, axis=0), np.sort(m, axis=None), m.argsort(axis=0))
m.sort()
print(m, np.searchsorted([1, 3, 5], [0, 3, 4]), np.bincount([0, 1, 1, 3]), np.diff([1, 4, 9, 16]))
print(np.where(x > 2), np.where(x > 2, x, -x), np.clip(x, 1, 2), np.take(x, [0, -1]), np.isin(x, [1, 2]))
print(np.histogram([1, 2, 1, 4, 2.5], bins=3), x.max(), x.argmax(), (x == 3).sum())
