import numpy as np

a = np.arange(4.0)
a *= 2
a -= 1
a **= 2
print(a)
a //= 2
a %= 3
a /= 4
print(a)
i = np.arange(4)
i <<= 1
i |= 1
i ^= 3
i &= 6
i += 10
i //= 3
print(i)
u = np.array([250, 251], "uint8")
u += np.uint8(10)
print(u, u.dtype)
f = np.ones(2, "float32")
f += 1.5
f *= np.float64(3)
print(f, f.dtype)
m = np.ones((2, 3))
m += np.arange(3)
m[:, 0] -= 5
m[m > 2] *= 10
print(m)
