import numpy as np

a = np.arange(6).reshape(2, 3)
b = np.arange(12).reshape(3, 4)
print(a @ b, np.matmul(a, b).shape, np.dot(a, [1, 0, 2]))
print(np.inner(a, a), np.outer([1, 2], [3, 4, 5]), np.vdot(a, a))
print(np.tensordot(a, b, axes=1), np.tensordot(a, a, axes=([0, 1], [0, 1])))
print(np.einsum("ij,jk->ik", a, b), np.einsum("ij->j", a), np.einsum("ij,ij", a, a))
print(np.ones((2, 3, 4)).dot(np.ones((5, 4, 6))).shape, (np.ones((5, 2, 3)) @ np.ones((3, 4))).shape)
print(np.trace(np.arange(9).reshape(3, 3)), np.kron([1, 2], [1, 1]), np.cross([1, 0, 0], [0, 1, 0]))
print(np.dot(np.ones((2, 2), bool), np.eye(2, dtype=bool)), (a * 2 == a + a).all())
