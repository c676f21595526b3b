def trace(f):
    def wrapper(*args, **kwargs):
        r = f(*args, **kwargs); print(f"{f.__name__}{args} -> {r}"); return r
    return wrapper
def times(n):
    def deco(f):
        def wrapper(*a): return [f(*a) for _ in range(n)]
        return wrapper
    return deco
@trace
def add(a, b): return a + b
@times(2)
@trace
def sq(x): return x * x
print(add(1, 2), sq(3))
def register(cls): cls.tag = cls.__name__.lower(); return cls
@register
class Widget: pass
print(Widget.tag, Widget().tag)
