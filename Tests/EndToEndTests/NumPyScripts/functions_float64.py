import numpy as np

x = np.linspace(-2, 2, 9)
print(np.exp(x), np.sin(x), np.cos(x), np.tanh(x), sep="\n")
p = np.array([0.1, 0.5, 1.0, 2.0, 10.0])
print(np.log(p), np.log2(p), np.log10(p), np.log1p(p), np.sqrt(p), np.cbrt(p), sep="\n")
print(np.arctan(x), np.arcsin(x / 2), np.arccos(x / 2), np.sinh(x), np.cosh(x), sep="\n")
print(np.power(p, 0.3), p ** -2, np.square(p), np.reciprocal(p), np.hypot(3, 4), np.arctan2(1, -1))
print(np.degrees(np.pi / 6), np.radians(30), np.expm1(1e-10), np.exp2(0.5), np.e, np.pi)
