import numpy as np

rng = np.random.default_rng(5)
x = rng.standard_normal(20000)
print(x.sum(), x.min(), x.max(), x.std(), (np.abs(x) > 3.7).sum())
np.random.seed(5)
y = np.random.randn(20000)
print(y.sum(), y.min(), y.max(), y.mean(), np.percentile(y, [2.5, 50, 97.5]))
