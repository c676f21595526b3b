x = 1
def f():
    return x
def g():
    x = 2
    return f(), x
print(g(), x)
def h(x): x = x + 1; return x
print(h(5), x)
def outer():
    v = [0]
    def inner(): v[0] += 1; return v
    inner(); return inner()
print(outer())
for x in range(3): pass
print(x)
class K:
    y = 5
    z = [y * 2, x]
    def m(self): return x
print(K.z, K().m())
def shadow(list): return list + 1
print(shadow(1), list("ab"))
def unbound():
    try: return q
    except UnboundLocalError as e: return type(e).__name__
    q = 1
print(unbound())
if True: inside = "if"
print(inside)
