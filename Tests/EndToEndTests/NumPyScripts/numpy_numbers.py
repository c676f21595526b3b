import numpy as np

x = np.float64(2.5)
print(x, repr(x), x + 1, repr(x + 1), x * 2, int(x), float(x), round(x, 1), f"{x:.3f}", f"{x:8.2f}|")
i = np.int64(7)
print(i, repr(i), i + 1, i / 2, i // 2, i % 3, i ** 2, -i, abs(-i), f"{i:04d}", repr(i > 3))
print(np.float32(0.1), repr(np.float32(0.1)), np.float64(np.float32(0.1)), f"{np.float32(0.1):.10f}")
print(np.int8(5).dtype, np.uint8(200) - np.uint8(100), x == 2.5, i == 7.0, x.dtype, i.item(), x.shape, np.bool_(True))
print(repr(np.array([1, 2]).sum()), repr(np.array([1.0]).max()), repr(np.array([True]).any()), repr(np.array(3)[()]))
