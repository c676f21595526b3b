import numpy as np

x = np.array([1, 2, 3])
print(x == None, None != x, x == "a", repr(x != "1"))
print(np.array([[True, False]]) == None)
flags = np.array([True, False, True])
print(repr(flags**2), repr(np.square(flags)), repr(np.reciprocal(flags)))
print(repr(np.round(np.arange(3))))
print("%s" % x, "%s and %d" % (x, 3))
y = np.arange(9).reshape(3, 3)
d = np.diag(y)
y[1, 1] = 40
print(d, d.strides, isinstance(x, np.ndarray), isinstance(3, np.ndarray), isinstance([1], (list, np.ndarray)))
rng = np.random.default_rng(5)
print(rng.choice(5, 3, replace=False, p=[0.1, 0.2, 0.3, 0.2, 0.2]), rng.random())
print(rng.choice(["a", "b"], 2).shape if False else rng.choice(4, (2, 2), replace=False, p=[0.4, 0.3, 0.2, 0.1]))
if __name__ == "__main__":
    print("main")
