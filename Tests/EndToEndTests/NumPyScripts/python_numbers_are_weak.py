import numpy as np

x = np.array([1, 2, 3], dtype=np.float32)
print((x * 2).dtype, (x * 2.5).dtype, (x * np.float64(2.5)).dtype, (x + np.array(1.0)).dtype)
i = np.array([1, 2, 3], dtype=np.int8)
print(i + 100, (i + 100).dtype, i * 2.0, i / 2, i // 2, i % 2)
print(repr(np.float32(3) + 4), repr(np.float32(3) * 1.5), repr(np.int8(5) * 2))
print(np.array([1, 2, 250], "uint8") > 300, np.array([1, 2], "int8") == 1000)
print(repr(np.float32(0.1) + 0.2), repr(np.float64(0.1) + 0.2))
