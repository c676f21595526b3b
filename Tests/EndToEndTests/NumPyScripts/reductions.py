import numpy as np

x = np.arange(24).reshape(2, 3, 4)
print(x.sum(), x.sum(axis=0), x.sum(axis=-1), x.sum(axis=(0, 2)), x.sum(axis=1, keepdims=True).shape)
print(x.mean(), x.mean(axis=1), x.max(axis=2), x.min(axis=(0, 1)), x.prod(axis=0)[0])
print(x.argmax(), x.argmax(axis=1), x.argmin(axis=2), (x % 5).argmax(axis=0))
print(x.std(), x.var(axis=2, ddof=1), np.ptp(x, axis=1))
print((x > 22).any(), (x > 22).any(axis=(1, 2)), (x >= 0).all(), np.count_nonzero(x % 2, axis=2))
print(np.cumsum(x[0], axis=0), np.cumsum(x[0, 0]), np.cumprod(np.array([1.5, 2.0, 3.0])))
print(np.median(np.array([3, 1, 2, 5])), np.percentile(np.arange(11), 30), np.average([1, 2, 3], weights=[3, 2, 1]))
