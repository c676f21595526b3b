data = [4, 8, 15, 16, 23, 42]
if (n := len(data)) > 5: print("long", n)
print([half for d in data if (half := d // 2) % 2 == 0], [("even" if d % 2 == 0 else "odd") for d in data][:3])
i = 0
while (v := data[i]) < 16: i += 1
print(i, v, (t := 5, t + 1), max(m := 3, 2), m)
def f(x): return "neg" if x < 0 else ("zero" if x == 0 else "pos")
print(f(-1), f(0), f(1))
