for i in range(5):
    if i == 1: continue
    if i == 4: break
    print(i, end=" ")
else: print("never")
for i in []: pass
else: print("empty")
n = 10
while n > 0:
    n -= 3
    if n == 4: continue
else: print("done", n)
while True:
    n += 1
    if n > 3: break
print(n)
for i in range(3):
    for j in range(3):
        if j == 2: break
        if i == j: continue
        print((i, j), end="")
print()
for x, y in zip("ab", [1, 2]): print(x, y)
for i, c in enumerate("xyz", 1): print(i, c, end=",")
print(i, c)
l = [1, 2, 3]
for v in l:
    if v < 3 and len(l) < 6: l.append(v * 10)
print(l)
i = 0
while i < 3: i += 1
print(i)
def find(xs, t):
    for i, x in enumerate(xs):
        if x == t: return i
    return -1
print(find("abc", "c"), find("abc", "z"))
while (k := n * 2) < 20: n += 4
print(k, n)
