import numpy as np

names = ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64"]
for a in names:
    print(a, [str((np.ones(1, a) + np.ones(1, b)).dtype) for b in names])
for a in names:
    x = np.ones(2, a)
    print(a, (x + True).dtype, (x + 1).dtype, (x + 1.0).dtype, (x / x).dtype, x.sum().dtype,
          x.mean().dtype, np.exp(x).dtype, x.itemsize, x.cumsum().dtype, (x > 0).dtype)
