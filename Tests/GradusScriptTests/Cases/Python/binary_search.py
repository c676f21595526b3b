def search(a, t):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < t: lo = mid + 1
        else: hi = mid
    return lo if lo < len(a) and a[lo] == t else None
a = list(range(0, 100, 7)); print(search(a, 49), search(a, 50), search([], 1), a)
