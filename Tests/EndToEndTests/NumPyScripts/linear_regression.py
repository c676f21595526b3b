import numpy as np

np.random.seed(0)
x = np.random.rand(50)
y = 3 * x + 2 + 0.1 * np.random.randn(50)
w, b = 0.0, 0.0
for step in range(200):
    error = w * x + b - y
    w -= 0.5 * 2 * np.mean(error * x)
    b -= 0.5 * 2 * np.mean(error)
    if step % 50 == 0:
        print(step, f"{np.mean(error ** 2):.6f}", f"{w:.6f} {b:.6f}")
print(f"{w:.4f} {b:.4f}")
