"""The operations of TensorBenchmark.swift in NumPy: prints name, elements, seconds."""

import time

import numpy as np


def vector(count, dtype="float64"):
    return np.random.default_rng(1).random(count).astype(dtype)


def rows(count):
    return vector(count).reshape(count // 100, 100)


def operations(count):
    for dtype in ("float64", "float32", "int64"):
        a, b = vector(count, dtype), vector(count, dtype)
        yield f"add_{dtype}", lambda: a + b
    a, b = vector(count), vector(count)
    yield "multiply_scalar", lambda: a * 2.5
    yield "maximum_0", lambda: np.maximum(a, 0.0)
    yield "less", lambda: a < b
    if count >= 1000:
        m, row = rows(count), vector(100)
        t = vector(count).reshape(100, count // 100).T
        yield "add_row", lambda: m + row
        yield "add_transposed", lambda: m + t
        yield "sum_axis0", lambda: m.sum(axis=0)
        yield "sum_axis1", lambda: m.sum(axis=1)
    for name in ("sqrt", "exp", "log", "sin", "tanh"):
        f = getattr(np, name)
        yield name, lambda: f(a)
    u = a.astype("uint8")
    yield "astype_uint8_float32", lambda: u.astype("float32")
    for dtype in ("float64", "float32", "int64"):
        s = vector(count, dtype)
        yield f"sum_{dtype}", lambda: s.sum()
    yield "max", lambda: a.max()
    yield "argmax", lambda: a.argmax()
    yield "var", lambda: a.var()
    yield "cumsum", lambda: a.cumsum()
    if count <= 1_000_000:
        yield "sort", lambda: np.sort(a)
    mask = a > 0.5
    yield "where", lambda: np.where(mask, a, mask)
    yield "mask", lambda: a[mask]
    yield "dot_vectors", lambda: a.dot(b)
    if count <= 1_000_000:
        side = int(count**0.5)
        for dtype in ("float64", "float32"):
            q = vector(side * side, dtype).reshape(side, side)
            yield f"dot_matrices_{dtype}", lambda: q.dot(q)


def seconds(body):
    def measure(count):
        start = time.perf_counter()
        for _ in range(count):
            body()
        return time.perf_counter() - start

    count = 1
    while measure(count) < 0.01:
        count *= 2
    return min(measure(count) / count for _ in range(5))


for power in range(2, 8):
    for name, body in operations(10**power):
        print(name, 10**power, seconds(body))
