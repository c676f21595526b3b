import numpy as np

x = np.array([np.nan, 1.0, np.inf, -np.inf])
print(x, x == x, np.isnan(x), np.isinf(x), np.isfinite(x))
print(x.sum(), x[1:3].max(), np.array([np.nan, 1.0]).min(), np.array([3.0, np.nan]).argmax())
print(np.nansum(np.array([np.nan, 1.0])), np.nanmean(np.array([np.nan, 1.0, 3.0])))
print(np.maximum(np.array([np.nan, 1.0]), 2.0), np.fmax(np.array([np.nan, 1.0]), 2.0))
print(np.sort(np.array([3.0, np.nan, 1.0])), np.where(np.isnan(x), 0.0, x))
print(np.array([-0.0, 0.0]), repr(np.array([np.nan, 1.0])), np.array([np.inf, 100.25]))
