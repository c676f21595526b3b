import numpy as np

np.random.seed(42)
print(np.random.rand(3), np.random.randn(2, 2), np.random.random(2))
print(np.random.randint(0, 100, 5), np.random.randint(10), np.random.randint(1, 7, size=(2, 3)))
print(np.random.normal(1, 2, 3), np.random.uniform(-1, 1, (2, 2)), np.random.normal(size=2))
print(np.random.permutation(8), np.random.choice(5, 3), np.random.choice([1.5, 2.5, 3.5], 4))
print(np.random.choice(10, 4, replace=False), np.random.choice(3, 5, p=[0.2, 0.3, 0.5]))
x = np.arange(8)
np.random.shuffle(x)
print(x)
m = np.arange(8).reshape(4, 2)
np.random.shuffle(m)
print(m, np.random.permutation(m), np.random.rand(), np.random.randn())
