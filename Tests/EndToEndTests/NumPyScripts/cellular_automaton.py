import numpy as np

cells = np.zeros(31, dtype=int)
cells[15] = 1
for _ in range(8):
    print("".join("#" if c else "." for c in cells))
    left, right = np.roll(cells, 1), np.roll(cells, -1)
    cells = left ^ (cells | right)
