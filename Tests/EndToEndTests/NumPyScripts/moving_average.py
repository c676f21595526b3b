import numpy as np

prices = np.array([10, 12, 11, 15, 14, 18, 17, 21], dtype=float)
window = 3
sums = np.cumsum(prices)
sums[window:] = sums[window:] - sums[:-window]
print(sums[window - 1:] / window)
print(np.diff(prices), np.diff(prices) / prices[:-1], (np.diff(prices) > 0).astype(int))
table = prices.reshape(4, 2)
print(table.mean(axis=1), table[table[:, 1] > 13], table[:, ::-1], np.where(table > 14, 1, 0))
