def pascal(n):
    row = [1]
    for _ in range(n):
        yielded = row
        row = [1] + [a + b for a, b in zip(row, row[1:])] + [1]
        print(" ".join(map(str, yielded)).center(24).rstrip())
pascal(6)
