"""The worst error of an elementary function, in units in the last place, beside results of MPFR.

elementary_errors.py FILE NAME OPERANDS: the file holds float64 numbers, for each argument its
operands and the result to be checked. Prints the worst error, its arguments, how many results
are not the nearest number, how many special values (nan, infinities, zeros) are wrong, and the
nanoseconds NumPy takes for an element. Needs gmpy2.
"""

import sys
import time

import gmpy2
import numpy as np

gmpy2.get_context().precision = 140
gmpy2.get_context().emin = -100000
gmpy2.get_context().emax = 100000

names = {
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arcsinh": "asinh",
    "arccosh": "acosh", "arctanh": "atanh", "arctan2": "atan2",
}
ufuncs = {"sigmoid": lambda x: 1 / (1 + np.exp(-x)), "power": np.power}


def reference(name):
    if name == "sigmoid":
        return lambda x: 1 / (1 + gmpy2.exp(-x))
    if name == "power":
        return lambda x, y: x**y
    return getattr(gmpy2, names.get(name, name))


def main():
    path, name, operands = sys.argv[1], sys.argv[2], int(sys.argv[3])
    rows = np.fromfile(path).reshape(-1, operands + 1)
    function = reference(name)
    ufunc = ufuncs.get(name) or getattr(np, name)
    mpfr, is_nan = gmpy2.mpfr, gmpy2.is_nan
    with np.errstate(all="ignore"):
        units = np.spacing(np.abs(rows[:, -1])).tolist()
    # The unit of the true value: a result at a power of two may stand for one just below.
    halves = (np.abs(np.frexp(rows[:, -1])[0]) == 0.5).tolist()
    worst, place, missed, special = 0.0, (), 0, 0
    with np.errstate(all="ignore"):
        expected = ufunc(*(rows[:, i] for i in range(operands)))
    plain = np.isfinite(rows).all(axis=1) & (rows[:, -1] != 0)
    both = ~plain
    wrong = both & ~(
        (np.isnan(expected) & np.isnan(rows[:, -1]))
        | ((expected == rows[:, -1]) & (np.signbit(expected) == np.signbit(rows[:, -1])))
    )
    special = int(wrong.sum())
    if special:
        print("wrong:", [float(x).hex() for x in rows[wrong][0]], file=sys.stderr)
    usable = plain.tolist()
    for i, row in enumerate(rows.tolist()):
        if not usable[i]:
            continue
        value = function(*map(mpfr, row[:-1]))
        unit = units[i]
        difference = abs(value - row[-1])
        if halves[i] and abs(value) < abs(row[-1]) and unit > 5e-324:
            unit *= 0.5
        error = float(difference / unit)
        if not error <= 0.5:
            missed += 1
        if not error <= worst:
            worst, place = error, row
    columns = [np.ascontiguousarray(rows[:16384, i]) for i in range(operands)]
    best = 1e9
    with np.errstate(all="ignore"):
        for _ in range(20):
            start = time.perf_counter()
            ufunc(*columns)
            best = min(best, time.perf_counter() - start)
    where = ",".join(float(x).hex() for x in place[:-1])
    print(f"{worst:.4f} {where} {missed} {special} {best / len(columns[0]) * 1e9:.3f}")


main()
