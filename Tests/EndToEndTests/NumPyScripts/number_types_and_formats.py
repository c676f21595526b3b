import numpy as np

# The classes of numbers and the dtypes of arrays.
print(type(np.float64(1)), np.float32, repr(np.int8), type(np.float32(2)).__name__)
a = np.array([1.5, 2], dtype=np.float32)
print(a.dtype, repr(a.dtype), a.dtype == np.float32, np.float32 == np.float64, a.dtype.type)
print(np.dtype("float64") == float, np.dtype(np.int64) == int, np.dtype(bool) == float)
print(isinstance(a[0], np.float32), isinstance(np.float32, type), isinstance(a.dtype, type))
print(type(a[0]) is np.float32, {np.float32: "single"}[type(a[0])])

# The dtypes of results.
for dtype in ["bool", "uint8", "int16", "int64", "float32"]:
    x = np.array([1, 0, 1]).astype(dtype)
    print(dtype, np.rint(x).dtype, np.fabs(x).dtype, np.round(x).dtype)
for f in [np.arctan2, np.hypot, np.logaddexp, np.copysign]:
    print(repr(f(np.array([200, 3], "uint8"), np.array([100, -7], "int8")).dtype))
print(repr(np.gcd(np.array([1, 0], "int8"), np.array([-128, 12], "int8"))))
print(repr(sum(np.array([]))), repr(np.roll(5, 1)), repr(np.tile(5, [])), repr(np.isin(5, [1, 2])))
r = np.random.default_rng(0)
print(repr(r.integers(10, size=())), repr(r.integers(200, dtype="uint8", size=())))
np.random.seed(0)
print(repr(np.random.randint(10, dtype="uint8", size=())))
d = {"a": 1, "b": [2]}
print(d.items() == {"b": [2], "a": 1}.items(), d.items() == {"a": 1}.items())

# Signs of integers, and numbers as text.
print(np.array2string(np.arange(4), sign="+"), np.array2string(np.array([-1, 20]), sign="+"))
print(np.array2string(np.arange(3), sign=" "), np.array2string(np.array([-1, 3]), sign=" "))
for v in [0.1004, 2.0, 0.9999, 123.456, 0.0, -0.004, 1e10, 0.0996]:
    print([np.format_float_positional(v, precision=2, trim=t) for t in ["k", ".", "0", "-"]])
    print([np.format_float_positional(v, precision=2, unique=False), np.format_float_positional(v)])
    print([np.format_float_scientific(v, precision=p) for p in [0, 2, 5]])

# Formats.
for v in [0.0, -0.0, 2.5, -0.004, 1e22, 123456.789, float("nan"), float("-inf"), 0.00001]:
    print(f"{v:#.0f}|{v:#.3g}|{v:#g}|{v:#.0e}|{v:z.1f}|{v:+z.2f}|{v:#}|{v:z}|{v:#.0%}|{'%#.0f' % v}")
print(f"{7:#.0f} {7:#x} {-0.0:z} {7:z.2f}")


def attempt(name, make):
    try:
        print(name, make())
    except Exception as error:
        print(name, type(error).__name__, error)


attempt("d5", lambda: format(3, "d5"))
attempt("bool", lambda: format(True, "s"))
attempt("float64", lambda: format(np.float64(1), "d"))
attempt("float32", lambda: format(np.float32(1), "d"))
attempt("int64", lambda: format(np.int64(1), "s"))
attempt("list", lambda: format([1], "q8"))
attempt("none", lambda: format(None, "5"))
attempt("sign", lambda: format("hi", "-"))
attempt("space", lambda: format("hi", " "))
attempt("z", lambda: format("hi", "z"))
attempt("zd", lambda: format(3, "zd"))
attempt("mapping", lambda: "%(a)s" % 3)
attempt("pair", lambda: "%(a)s" % (1, 2))
attempt("letter", lambda: "ab %z" % 3)
attempt("nan", lambda: "%d" % float("nan"))
attempt("inf", lambda: "%d" % float("inf"))
attempt("conversion", lambda: "{!x}".format(1))

# What else differed.
print((2.5).__class__, "a".__class__ is str, [].__class__.__name__, np.int8(1).__class__)
print(np.arange(np.int8(3)).dtype, np.arange(np.float32(1), np.float32(3)).dtype)
print(repr(np.random.default_rng(0).choice([1, 2, 3], size=())), repr(np.pad(5, 1)))
print(np.array2string(np.arange(6).reshape(2, 3), separator=",\n"))
print(repr(np.heaviside([-1.0, 0, np.nan, -0.0], [[1, 2, 3, 4]])), repr(np.heaviside(3, 1)))
for dtype in ["bool", "int8", "int64", "float16"]:
    print(repr(np.heaviside(np.array([1, 0, 1]).astype(dtype), np.float32(0.5))))
attempt("shape", lambda: np.zeros(None))
attempt("truth", lambda: np.ones(True))
attempt("full", lambda: np.full(False, 2))
attempt("rank 0", lambda: repr(np.zeros(())))
