import numpy as np

world = np.zeros((6, 6), dtype="uint8")
world[1, 2] = world[2, 3] = world[3, 1] = world[3, 2] = world[3, 3] = 1
for generation in range(3):
    neighbours = sum(
        np.roll(np.roll(world, i, axis=0), j, axis=1)
        for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)
    )
    world = ((neighbours == 3) | ((world == 1) & (neighbours == 2))).astype("uint8")
    print(world)
