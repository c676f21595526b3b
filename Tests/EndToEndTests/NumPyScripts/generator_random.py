import numpy as np

rng = np.random.default_rng(42)
print(rng.random(3), rng.integers(0, 10, 5), rng.normal(0, 1, 3), rng.standard_normal((2, 2)))
print(rng.permutation(5), rng.choice(10, 4, replace=False), rng.choice([1.5, 2.5], 3), rng.uniform(5, 6, 2))
x = np.arange(10)
rng.shuffle(x)
print(x, rng.integers(5), rng.integers(1, 7, size=(2, 3)), rng.integers(0, 2**40, 2), rng.random())
print(rng.choice(4, 6, p=[0.1, 0.2, 0.3, 0.4]), rng.integers(1, 6, 4, endpoint=True), rng.random((2, 2), dtype="float32"))
for seed in [0, 1, 7, 123, 2**40]:
    rng = np.random.default_rng(seed)
    print(seed, rng.random(), rng.normal(size=2), rng.permutation(6), rng.integers(100, size=3))
