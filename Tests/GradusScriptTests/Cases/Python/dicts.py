d = {"b": 1, "a": 2}
d["c"] = 3; print(d, len(d), "a" in d, d["a"], d.get("z"), d.get("z", 0), list(d))
print(d.keys(), d.values(), d.items(), list(d.items())[0], sorted(d), sorted(d.items(), key=lambda kv: kv[1]))
print(d.pop("b"), d, d.pop("zz", None), d.setdefault("q", []), d); d["q"].append(1); print(d)
d.update({"a": 9}, e=5); d.update([("f", 6)]); print(d, d.popitem()); del d["a"]; print(d)
print({1: "int", 1.0: "float", True: "bool"}, {(1, 2): "t"}[(1, 2)], {**d, "x": 1}, d | {"y": 2})
for k, v in d.items(): print(k, v, end="; ")
print(); print({k: v * 2 for k, v in zip("abc", range(3))}, dict(a=1, b=2), dict([("x", 1)]), dict.fromkeys("ab", 0))
n = {"in": {"ner": [1, {"deep": ()}]}}; print(n, n["in"]["ner"][1]); e = {}; e["self"] = e; print(e)
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {} == {}, bool({}), d.copy() is d)
counts = {}
for w in "the cat the dog".split(): counts[w] = counts.get(w, 0) + 1
print(counts, max(counts, key=counts.get)); counts.clear(); print(counts)
k = d.keys(); d["new"] = 1; print(k, "new" in k, len(k))
