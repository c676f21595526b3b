import numpy as np

for dtype in ["bool", "uint8", "int16", "int32", "float16", "float32", "float64"]:
    x = np.zeros((4, 240, 144), dtype)
    print(dtype, x.nbytes, x.itemsize, x.size, x.strides, np.dtype(dtype).itemsize, np.dtype(dtype).name)
print(np.iinfo("int8").min, np.iinfo(np.int32).max, np.finfo("float32").eps, np.finfo(float).max)
print(np.promote_types("int8", "uint8"), np.result_type(np.int8, np.float32), np.can_cast("int64", "float32"))
print(np.array([1, 2.5]).dtype, np.array([True, 2]).dtype, np.array([1, 2], dtype=np.float32).astype("int8").dtype)
