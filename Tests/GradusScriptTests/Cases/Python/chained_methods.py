print("  Mixed Case ".strip().lower().replace(" ", "_").split("_"), [1, 2, 3][::-1][0], {"a": [1, 2]}["a"][1], (lambda: [3])()[0], "abc"[1].upper())
print(sorted("hello world".split(), key=lambda w: w[-1])[0].title(), str(12345)[::-1], int(str(7) * 3) + 1, len(str(2 ** 60)))
print([s.strip() for s in " a ; b ;c".split(";")], "a-b-c".split("-")[1:], list(map(str.strip, [" x ", "y "])), dict(zip(["k"], [1])).get("k"))
