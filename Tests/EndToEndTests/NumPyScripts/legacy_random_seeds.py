import numpy as np

for seed in [0, 1, 7, 123, 2024, 4294967295]:
    np.random.seed(seed)
    print(seed, np.random.rand(), np.random.randn(3), np.random.randint(1000), np.random.permutation(5))
state = np.random.RandomState(3)
print(state.rand(2), state.randn(2), state.randint(0, 5, 4), state.uniform(2, 3), state.normal(0, 1, 2))
print(state.randint(0, 200, 6, dtype="uint8"), state.randint(0, 200, 3), state.choice(6, 6, replace=False))
