students = [{"name": "Ann", "grades": [90, 85]}, {"name": "Bob", "grades": [70, 65, 80]}]
for s in students: s["mean"] = sum(s["grades"]) / len(s["grades"])
best = max(students, key=lambda s: s["mean"])
print(best["name"], [(s["name"], round(s["mean"], 1)) for s in students], students[1]["grades"][-1])
by_initial = {}
for s in students: by_initial.setdefault(s["name"][0], []).append(s["name"])
print(by_initial, {k: len(v) for k, v in by_initial.items()}, students)
tree = ("root", [("a", [("b", [])]), ("c", [])])
def depth(t): return 1 + max([depth(c) for c in t[1]], default=0)
def flatten(t): return [t[0]] + [n for c in t[1] for n in flatten(c)]
print(depth(tree), flatten(tree))
