import numpy as np

a = np.arange(6).reshape(2, 3)
print(np.roll(a, 1), np.roll(a, 1, axis=0), np.roll(np.arange(5), -2))
print(np.flip(a), np.flip(a, axis=1), np.fliplr(a), np.flipud(a), np.rot90(a))
print(np.repeat([1, 2], 3), np.repeat(a, 2, axis=0), np.repeat(a, [1, 0, 2], axis=1), np.tile([1, 2], (2, 2)))
print(np.expand_dims(a, 1).shape, np.squeeze(np.zeros((1, 3, 1))).shape, np.atleast_2d([1, 2]).shape)
print(np.pad([1, 2, 3], 1), np.pad(a, ((0, 1), (1, 0)), constant_values=9), np.pad([1, 2, 3], 2, mode="reflect"))
print(np.resize(np.arange(3), (2, 4)), np.indices((2, 2)).tolist())
