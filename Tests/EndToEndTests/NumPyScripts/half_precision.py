import numpy as np

x = np.array([0.1, 1 / 3, 1000.5, 65504, 1e-7], dtype=np.float16)
print(x, repr(x), x * 2, x + 1, x.astype("float32"), x.sum(), x[:3].mean())
print(np.float16(2048) + np.float16(1), np.float16(0.1) + np.float16(0.2), repr(np.float16(1) / 3))
print(x > 1, x.max(), np.sqrt(x), x[:2] / x[1], x.nbytes, np.arange(4, dtype="float16") ** 2)
