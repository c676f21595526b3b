import numpy as np

x = np.array([[1.0, 200.0], [2.0, 300.0], [4.0, 500.0], [5.0, 800.0]])
mean = x.mean(axis=0)
std = x.std(axis=0)
z = (x - mean) / std
print(mean, std, z, z.mean(axis=0), z.std(axis=0), sep="\n")
print((x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0)))
print(np.cov(x.T), np.corrcoef(x[:, 0], x[:, 1]))
