"""Makes elementary_hard.json by MPFR (needs gmpy2): for each elementary function random
arguments, and those of twenty times as many whose results lie nearest to the middle between
two numbers, where rounding is hard. A case is the name, the operands, the nearest number and
what the result is more than that."""
import json
import os

import gmpy2
import numpy as np

gmpy2.get_context().precision = 160
gmpy2.get_context().emin = -100000
gmpy2.get_context().emax = 100000
HERE = os.path.dirname(os.path.abspath(__file__))
COUNT = 80
MANY = 20 * COUNT
rng = np.random.default_rng(7)


def even(low, high):
    return rng.uniform(low, high, MANY)


def scaled(low, high):
    return np.exp2(rng.uniform(low, high, MANY)) * rng.choice([-1, 1], MANY)


def mixed(*parts):
    """So many of all the parts together."""
    return rng.permutation(np.concatenate(parts))[:MANY]


positive = lambda: mixed(even(0, 10), abs(scaled(-1074, 1023)), 1 + scaled(-50, -2))
angles = lambda: mixed(
    even(-100, 100), scaled(-30, 1023), np.arange(1, MANY) * np.pi / 128, even(-6e4, 6e4))
unit = lambda: mixed(even(-1, 1), scaled(-40, -1), 1 - abs(scaled(-50, -2)))
wide = lambda limit: mixed(even(-limit, limit), even(-3, 3), scaled(-60, 2))

FUNCTIONS = {
    "exp": (gmpy2.exp, wide(745)),
    "exp2": (gmpy2.exp2, wide(1074)),
    "expm1": (gmpy2.expm1, wide(700)),
    "sigmoid": (lambda x: 1 / (1 + gmpy2.exp(-x)), wide(740)),
    "log": (gmpy2.log, positive()),
    "log2": (gmpy2.log2, positive()),
    "log10": (gmpy2.log10, positive()),
    "log1p": (gmpy2.log1p, mixed(even(-1, 10), scaled(-60, -1), abs(scaled(-60, 1023)))),
    "sin": (gmpy2.sin, angles()),
    "cos": (gmpy2.cos, angles()),
    "tan": (gmpy2.tan, angles()),
    "asin": (gmpy2.asin, unit()),
    "acos": (gmpy2.acos, unit()),
    "atan": (gmpy2.atan, mixed(even(-10, 10), scaled(-60, 60))),
    "sinh": (gmpy2.sinh, wide(710)),
    "cosh": (gmpy2.cosh, wide(710)),
    "tanh": (gmpy2.tanh, wide(20)),
    "asinh": (gmpy2.asinh, mixed(even(-100, 100), scaled(-60, 1023))),
    "acosh": (gmpy2.acosh, mixed(even(1, 100), abs(scaled(1, 1023)), 1 + abs(scaled(-50, -2)))),
    "atanh": (gmpy2.atanh, unit()),
    "cbrt": (gmpy2.cbrt, mixed(even(-10, 10), scaled(-1074, 1023))),
    "pow": (lambda x, y: x**y, mixed(even(0, 10), 1 + scaled(-30, -2), abs(scaled(-20, 20))),
            mixed(even(-30, 30), np.round(even(-20, 20)), scaled(-20, 4))),
    "atan2": (gmpy2.atan2, mixed(even(-10, 10), scaled(-30, 30)),
              mixed(even(-10, 10), scaled(-30, 30))),
    "hypot": (gmpy2.hypot, mixed(even(-10, 10), scaled(-30, 30)),
              mixed(even(-10, 10), scaled(-30, 30))),
}

rows = []
for name, (function, *operands) in FUNCTIONS.items():
    found = []
    for place, inputs in enumerate(zip(*operands)):
        inputs = [float(x) for x in inputs]
        value = function(*map(gmpy2.mpfr, inputs))
        high = float(value)
        if not np.isfinite(high) or not np.isfinite(inputs).all():
            continue
        low = float(value - gmpy2.mpfr(high))
        hardness = abs(abs(low) / np.spacing(abs(high)) - 0.5)
        found.append((hardness, [name, *map(repr, inputs), repr(high), repr(low)]))
    chosen = found[:COUNT] + sorted(found[COUNT:])[:COUNT]
    rows += [json.dumps(row, separators=(",", ":")) for _, row in chosen]
with open(os.path.join(HERE, "elementary_hard.json"), "w") as file:
    file.write("[\n" + ",\n".join(rows) + "\n]\n")
