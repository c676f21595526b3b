import numpy as np


def attempt(text, function):
    try:
        print(text, function())
    except Exception as error:
        print(text, type(error).__name__, error)


x = np.arange(12).reshape(3, 4)


def divide():
    y = np.arange(3)
    y /= 2


def too_long():
    y = np.arange(3)
    y += np.arange(4)


def store(dtype, value):
    y = np.zeros(2, dtype)
    y[0] = value
    return y


attempt("float index", lambda: x[1.5])
attempt("float array", lambda: x[np.array([1.0, 2.0])])
attempt("out of bounds", lambda: x[3])
attempt("axis", lambda: np.sum(x, axis=2))
attempt("expand", lambda: np.expand_dims(x, 5))
attempt("divide in place", divide)
attempt("broadcast in place", too_long)
attempt("infinity", lambda: store("int64", np.inf))
attempt("nan", lambda: store("int64", np.nan))
attempt("too large", lambda: store("int8", 300))
attempt("int64 too large", lambda: store("int8", np.int64(300)))
attempt("list too large", lambda: store("uint8", -1))
attempt("choice", lambda: np.random.choice([]))
attempt("choice of rows", lambda: np.random.choice(np.eye(2)))
attempt("seed", lambda: np.random.seed(-1))
attempt("generator", lambda: np.random.default_rng(-1))
attempt("p", lambda: np.random.default_rng(0).choice(2, p=[0.5, 0.6]))
attempt("diagonal", lambda: np.diag(x).fill(0))
