"""Runs the code of a lesson under CPython and compares what its `>>>` lines show.

    python3 run_listings.py LESSON.md

Blocks run in order in one namespace. A statement that needs a name that neither Python nor NumPy
nor an earlier statement has (`parameter`, `figure`, ...) is left out, and so are the names that it
would have made. Prints a line for each difference, then how many statements were compared.
"""

import ast
import builtins
import contextlib
import io
import re
import sys

import numpy as np


def blocks(text):
    """The lines of each block of Python code, with the number of the first."""
    found, current = [], None
    for number, line in enumerate(text.split("\n"), 1):
        if current is None:
            if re.fullmatch(r"```python( hidden)?", line.strip()):
                current = (number + 1, [])
        elif line.strip() == "```":
            found.append(current)
            current = None
        else:
            current[1].append(line)
    return found


def entries(first, lines):
    """The statements of a transcript: place, code, what is shown below."""
    found = []
    for number, line in enumerate(lines, first):
        if line.startswith(">>>"):
            found.append([number, line[4:], []])
        elif line.startswith("...") and found and not found[-1][2]:
            found[-1][1] += "\n" + line[4:]
        elif found:
            found[-1][2].append(line.rstrip())
    for entry in found:
        while entry[2] and not entry[2][-1]:
            entry[2].pop()
    return found


def unknown(tree, names):
    """Whether code reads a name that is neither Python's nor in `names` nor its own."""
    made = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    made |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    made |= {n.name for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.ClassDef))}
    made |= {n.name for n in ast.walk(tree) if isinstance(n, ast.ExceptHandler) and n.name}
    read = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return any(n not in names and n not in made and not (hasattr(builtins, n) and n != "input") for n in read)


def run(code, names):
    """Runs a statement as at the prompt; what it shows, or None where it needs more than NumPy."""
    tree = ast.parse(code + "\n", mode="exec")
    if unknown(tree, names):
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.pop(node.id, None)
        return None
    shown = io.StringIO()
    try:
        with contextlib.redirect_stdout(shown):
            exec(compile(ast.Interactive(tree.body), "listing", "single"), names)
    except NameError:
        # A function that reads a name that was left out.
        return None
    return shown.getvalue()


def main(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    seed = re.search(r"^seed: (\d+)$", text, re.MULTILINE)
    np.random.seed(int(seed.group(1)) if seed else 0)
    names = {"np": np, "__name__": "listing"}
    compared = 0
    for first, lines in blocks(text):
        if next((line for line in lines if line.strip()), "").startswith(">>>"):
            for place, code, expected in entries(first, lines):
                shown = run(code, names)
                if shown is None:
                    continue
                compared += 1
                found = [line.rstrip() for line in shown.rstrip("\n").split("\n")]
                if found != (expected or [""]):
                    print(f"{path}:{place}: {code} shows " + "\\n".join(found))
        else:
            for statement in ast.parse("\n".join(lines)).body:
                run(ast.unparse(statement), names)
    print(f"compared: {compared}")


main(sys.argv[1])
