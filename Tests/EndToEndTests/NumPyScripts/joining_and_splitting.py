import numpy as np

a = np.arange(6).reshape(2, 3)
b = a + 10
print(np.concatenate([a, b]), np.concatenate([a, b], axis=1), np.concatenate([a, b], axis=None))
print(np.stack([a, b]).shape, np.stack([a, b], axis=-1), np.vstack([a[0], b[0]]), np.hstack([a, b]))
print(np.column_stack([[1, 2], [3, 4]]), np.append([1, 2], [3]), np.insert([1, 2, 3], 1, 9), np.delete([1, 2, 3], 0))
print(np.split(np.arange(9), 3), np.split(np.arange(9), [2, 5]), np.array_split(np.arange(7), 3))
first, second = np.hsplit(np.arange(8).reshape(2, 4), 2)
print(first, second, np.concatenate([np.array([1], "int8"), np.array([2.5], "float32")]).dtype)
