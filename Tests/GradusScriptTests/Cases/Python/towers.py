moves = []
def hanoi(n, a, b, c):
    if n: hanoi(n - 1, a, c, b); moves.append(f"{a}->{c}"); hanoi(n - 1, b, a, c)
hanoi(3, "A", "B", "C"); print(len(moves), moves)
def perms(xs): return [[]] if not xs else [[x] + p for i, x in enumerate(xs) for p in perms(xs[:i] + xs[i + 1:])]
def subsets(xs): return [[]] if not xs else [s + r for r in subsets(xs[1:]) for s in ([], [xs[0]])]
print(perms([1, 2, 3]), len(perms("abcd" and [1, 2, 3, 4])), subsets([1, 2, 3]))
