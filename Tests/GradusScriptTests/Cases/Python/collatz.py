def collatz(n, *, limit=200):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
        if steps >= limit: break
    else: return steps
    return None
print([collatz(i) for i in range(1, 12)], collatz(27), collatz(27, limit=100), max(range(1, 30), key=collatz))
