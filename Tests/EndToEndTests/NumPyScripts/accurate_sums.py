import numpy as np

print(np.full(1000000, 0.1, "float32").sum())
print(np.full(1000, 0.1).sum(), sum([0.1] * 1000))
x = np.arange(100000) / 7
print(x.sum(), x.mean(), x.std(), x.reshape(100, 1000).sum(axis=0)[:3], x.reshape(100, 1000).sum(axis=1)[:3])
print(np.full(100, 0.1, "float16").sum(), np.full(100, 0.1, "float16").mean())
print((np.arange(10000, dtype="float32") / 3).var(), (np.arange(10000, dtype="float32") / 3).mean())
