"""A picture of a scalar graph by micrograd and Graphviz: a record with data and grad for each
value, a small node for each operation, laid out and drawn by dot.

    python3 picture_micrograd.py ROWS OUTPUT.png
"""
import subprocess
import sys

from micrograd.engine import Value


def build(rows):
    total = Value(0.5) * 0.0
    for row in range(rows):
        x = Value(0.001 * (row % 97) - 0.04)
        w = Value(0.5 + 0.002 * (row % 53))
        a = x * w
        b = a + w
        c = b * b
        d = c.relu()
        e = d + a
        f = e * x
        total = total + f
    return total


def described(root):
    """The graph as DOT."""
    seen, stack, order = {root}, [root], []
    while stack:
        node = stack.pop()
        order.append(node)
        for operand in node._prev:
            if operand not in seen:
                seen.add(operand)
                stack.append(operand)
    lines = ["digraph { rankdir=LR"]
    for node in order:
        name = f"v{id(node)}"
        lines.append(f'{name} [shape=record, label="{{data {node.data:.4f} | grad {node.grad:.4f}}}"]')
        if node._op:
            lines.append(f'{name}op [label="{node._op}"]')
            lines.append(f"{name}op -> {name}")
            for operand in node._prev:
                lines.append(f"v{id(operand)} -> {name}op")
    return "\n".join(lines + ["}"])


sys.setrecursionlimit(1_000_000)
root = build(int(sys.argv[1]))
root.backward()
subprocess.run(
    ["dot", "-Tpng", "-o", sys.argv[2]], input=described(root).encode(), check=True)
