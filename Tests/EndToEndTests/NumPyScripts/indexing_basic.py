import numpy as np

x = np.arange(10) ** 2
print(x[3], x[-1], x[2:5], x[:3], x[-3:], x[::2], x[::-1], x[8:2:-2])
print(x[100:], x[5:5], x[:-100:-3])
m = np.arange(12).reshape(3, 4)
print(m[1], m[1, 2], m[-1, -1], m[:, 1], m[1:, 2:], m[::-1, ::2], sep="\n")
print(m[..., 0], m[np.newaxis].shape, m[:, None, 1].shape, m[1, ...].shape)

corner = np.s_[1:, -2:]
print(corner)
print(np.arange(12).reshape((3, 4))[corner])
print(np.s_[..., None, ::2], np.s_[3], np.s_[:5])
