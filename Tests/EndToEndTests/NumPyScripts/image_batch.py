import numpy as np

train_images = np.zeros((600, 28, 28), dtype="uint8")
print(train_images.ndim, train_images.shape, train_images.dtype)
my_slice = train_images[10:100]
print(my_slice.shape)
print(train_images[10:100, :, :].shape, train_images[10:100, 0:28, 0:28].shape)
print(train_images[:, 14:, 14:].shape)
print(train_images[:, 7:-7, 7:-7].shape)
n = 3
print(train_images[128 * n:128 * (n + 1)].shape)
flat = train_images.reshape((600, 28 * 28)).astype("float32") / 255
print(flat.shape, flat.dtype, flat.nbytes)
