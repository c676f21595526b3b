import numpy as np

print(np.arange(24).reshape(2, 3, 4))
print(repr(np.arange(24).reshape(2, 3, 4)))
print(repr(np.zeros((3, 0))), repr(np.array([])), np.zeros((0, 3)), repr(np.array([], dtype="int32")))
print(np.array([[True], [False]]), repr(np.array([[1, -20], [300, 4]])), np.array([[1.5, -2], [300, 4]]))
print(np.arange(30))
print(repr(np.arange(30.0)))
print(np.arange(1001), repr(np.arange(2000).reshape(2, 1000)))
print(np.zeros((50, 50)), np.ones((20, 20, 20), "uint8"))
print(np.linspace(0, 1, 30).reshape(2, 15))
