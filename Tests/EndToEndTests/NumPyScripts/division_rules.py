import numpy as np

a = np.array([7, -7, 7, -7])
b = np.array([2, 2, -2, -2])
print(a // b, a % b, a / b)
f = np.array([7.5, -7.5, 0.0])
print(f // 2.0, f % 2.0, np.fmod(f, 2.0))
print(np.floor_divide(a, 3), np.remainder(a, 3), np.power(a, 2), np.sign(a))
print(np.int64(7) // 2, np.int64(-7) % 3, np.float64(7) / 2, np.float64(-7) // 2)
print(np.floor(f), np.ceil(f), np.trunc(f), np.round(np.array([0.5, 1.5, 2.5, -0.5])))
