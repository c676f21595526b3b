import numpy as np

print(np.array([1.0, 10.5, 100.25]), np.array([1e-10, 1.0]), np.array([1e16, 1.0]), np.array([1e8]))
print(np.array([0.1, 0.2, 0.30000000000000004]), np.array([123456789.123456789]), np.array([0.00001]))
print(np.array([1e-300, 1e300]), np.array([100000.0, 1.0]), np.array([0.1, 1000.1]), np.array([2.0, 0.5]))
print(np.array([1 / 3], "float32"), np.array([1 / 3], "float16"), np.array([1e6, 1], "float32"), np.array([1000.5], "float16"))
for dtype in ["float16", "float32", "float64"]:
    print(repr(np.array([1 / 3, 2 / 3, 100.125], dtype)), repr(np.array([1], dtype)[0] / 3))
print([np.float64(0.1), np.float32(0.1), np.float16(0.1)], np.float64(1e22), np.float64(1e-7), np.float64(-0.0))
print(repr(np.float64(1) / 3), str(np.float32(1) / 3), np.float32(16777216), np.float32(1e-5))
