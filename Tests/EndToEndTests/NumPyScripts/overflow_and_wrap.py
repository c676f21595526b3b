import numpy as np

print(np.array([255], "uint8") + np.array([1], "uint8"))
print(np.array([127], "int8") + np.array([1], "int8"))
print(np.array([200, 100], "uint8") * np.array([2, 3], "uint8"))
print(np.array([2147483647], "int32") + np.array([1], "int32"))
print(np.abs(np.array([-128], "int8")), -np.array([-128], "int8"))
print(np.array([300, -1, 128]).astype("int8"), np.array([300, -1, 128]).astype("uint8"))
print(np.array([1.9, -1.9, 100.5]).astype(int), np.array([0, 3, -1]).astype(bool))
print(np.array([200, 100], "uint8").sum(), np.array([200, 100], "uint8").cumsum())
print(np.array([100], "int8").dot(np.array([2], "int8")))
print(np.array([2, 3], "int16") ** np.array([14, 9], "int16"))
