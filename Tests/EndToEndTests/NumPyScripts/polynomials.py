import numpy as np

x = np.linspace(0, 1, 6)
V = np.vander(x, 3, increasing=True)
print(V)
coefficients = np.array([1.0, -2.0, 3.0])
print(V @ coefficients, np.polyval if False else sum(c * x ** k for k, c in enumerate(coefficients)))
print(np.outer(x, x)[::2, ::2], np.round(V.T @ V, 4), np.round(-2.567, 1), np.round(12345.678, -2))
