import numpy as np

x = np.arange(12).reshape(3, 4)
half = x / 2
print(np.sum(x, initial=10), np.sum(x, axis=0, initial=0.5), x.sum(where=x > 5))
print(np.sum(x, axis=1, where=[True, False, True, True]), np.prod(x[1], initial=2))
print(np.max(x, axis=1, initial=6), np.min(half, initial=-1.5), x.max(where=x < 7, initial=0))
print(np.max(np.array([]), initial=3.0), np.mean(half, where=half > 2), np.mean(x, axis=0, where=x > 2))
print(np.any(x > 10, where=[True, True, True, False]), np.all(x > 3, axis=1, where=x > 0))
print(np.var(x, dtype=np.float32), np.std(half, axis=0, dtype="float32"), x.std(ddof=1))
part = np.array([1.0, np.nan, 3.0])
print(repr(np.nansum(part, dtype=np.float32)), repr(np.nanmean(part, dtype="float32")), np.nanstd(part))
for wrong in (
    lambda: np.max(x, where=x > 3),
    lambda: np.sum(x, axis=2),
    lambda: np.any(x, ddof=1),
):
    try:
        print(wrong())
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
try:
    x.sum(axis=5)
except ValueError as error:
    print(type(error).__name__, error)
try:
    x.sum(axis=5)
except IndexError as error:
    print(type(error).__name__, error)
