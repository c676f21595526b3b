"""The scalar graph of ScalarGraphBenchmark, built and differentiated by micrograd.

Prints the seconds of each turn: building (which computes the values) and backward.
The graph is wide rather than deep, because micrograd walks it by recursion.
"""
import sys
import time

from micrograd.engine import Value


def build(rows):
    """As many rows of ten nodes as asked for; every row joins in with two nodes."""
    total = Value(0.0)
    leaves = []
    for row in range(rows):
        x = Value(0.001 * (row % 97) - 0.04)
        w = Value(0.5 + 0.002 * (row % 53))
        leaves += [x, w]
        a = x * w
        b = a + w
        c = b * b
        d = c.relu()
        e = d + a
        f = e * x
        total = total + f
    return total, leaves


def count(root):
    seen, stack = set(), [root]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            stack.extend(node._prev)
    return len(seen)


sys.setrecursionlimit(1_000_000)
rows = int(sys.argv[1])
for turn in range(int(sys.argv[2])):
    start = time.perf_counter()
    root, leaves = build(rows)
    root.backward()
    elapsed = time.perf_counter() - start
    print(elapsed, root.data, sum(leaf.grad for leaf in leaves), count(root) if turn == 0 else "")
