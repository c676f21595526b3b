x = 5; x += 2; x -= 1; x *= 3; x //= 2; x **= 2; x %= 50; print(x); x /= 4; print(x)
x = 6; x &= 3; x |= 8; x ^= 1; x <<= 2; x >>= 1; print(x)
s = "a"; s += "b"; s *= 2; print(s); l = [1]; m = l; l += [2]; l = l + [3]; print(l, m)
d = {"a": [1]}; d["a"] += [2]; d["n"] = d.get("n", 0) + 1; d["n"] *= 5; print(d)
t = (1,); t += (2,); print(t); a = [[0]]; a[0][0] += 5; print(a)
class C: n = 0
c = C(); c.n += 1; C.n += 10; print(c.n, C.n)
i = [0]
def idx(): i[0] += 1; return 0
v = [10]; v[idx()] += 5; print(v, i)
