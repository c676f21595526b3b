def kind(x):
    if x < 0: return "neg"
    elif x == 0: return "zero"
    elif x < 10: return "small"
    else: return "big"
print([kind(v) for v in (-1, 0, 5, 50)])
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1 == 1, 3 > 2 > 1 > 0, 1 < 2 > 1, not 0, not [], not "a")
print(0 or "x", 1 and 2, [] or {} or None, 0 and 1 / 0, 1 or 1 / 0, None is None, 1 is not None, not None)
print("yes" if [] else "no", 1 if 0 else 2 if 0 else 3, True and False or True, (not True) == False)
def t(v):
    print("t", v, end=" "); return v
print(t(1) < t(2) < t(0) < t(5), t(0) and t(1), t(0) or t(2))
for v in [0, 1, -1, 0.0, "", "0", [], [0], {}, None, (), set(), range(0), True]: print(bool(v), end=" ")
print()
print(1 in [1, 2], "a" in {"a": 1}, 3 not in (1, 2), None in [None], 1.0 in [1], [1] in [[1]])
print(all([]), any([]), all([1, 0]), any([0, 1]), all(x > 0 for x in [1, 2]))
