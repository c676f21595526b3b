def matmul(A, B): return [[sum(a * b for a, b in zip(row, col)) for col in zip(*B)] for row in A]
A = [[1, 2], [3, 4]]; B = [[5, 6], [7, 8]]
print(matmul(A, B), [list(r) for r in zip(*A)])
for row in matmul(A, [[1, 0], [0, 1]]): print(" ".join(f"{v:4d}" for v in row))
