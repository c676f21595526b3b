print(); print("a", "b", sep="-", end="!\n"); print(1, 2.0, None, True, "s", [1, "a"], sep="|"); print("no newline", end=""); print(" done")
print([1.0, 2.5, -0.0, 1e20], (1.5,), {"x": 0.1}, [None, True, ...], str([1, "a"]), str("a"), repr("a"), str(1.0), str(None))
print("a\nb", "tab\tend", [["nested", ["list"]]], sep=" / "); print(*[1, 2, 3]); print(*"abc", sep=","); print("multi", "args", flush=True)
print(1e5, 1e-4, 123456.789e3, 0.1 + 0.7, 1/7, 100 / 3, 2**53 + 0.0, 1e100, 3.0e-10, 5 / 1)
