class Layer:
    count = 0
    def __init__(self, name):
        self.name = name; Layer.count += 1
    def forward(self, x): raise NotImplementedError
    def __call__(self, x): return self.forward(x)
    def __str__(self): return f"<{type(self).__name__} {self.name}>"
class Scale(Layer):
    def __init__(self, k, name="scale"):
        super().__init__(name); self.k = k
    def forward(self, x): return [v * self.k for v in x]
class Twice(Scale):
    def __init__(self): super().__init__(2, "twice")
    def forward(self, x): return super().forward(super().forward(x))
class Model:
    def __init__(self, *layers): self.layers = list(layers)
    def __call__(self, x):
        for layer in self.layers: x = layer(x)
        return x
m = Model(Scale(3), Twice()); print(m([1, 2]), Layer.count, [str(l) for l in m.layers], isinstance(m.layers[1], Scale), issubclass(Twice, Layer))
try: Layer("base")([1])
except NotImplementedError as e: print("abstract", repr(e))
class A:
    def who(self): return "A"
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()
print(D().who(), [k.__name__ for k in D.__mro__])
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1; return self.n + 1
print(list(Countdown(3)), sum(Countdown(4)), [x * 2 for x in Countdown(2)], max(Countdown(5)), 2 in Countdown(3))
class Temp:
    def __init__(self): self._c = 0
    @property
    def c(self): return self._c
    @c.setter
    def c(self, v):
        if v < -273: raise ValueError("too cold")
        self._c = v
t = Temp(); t.c = 25; print(t.c)
try: t.c = -300
except ValueError as e: print(e, t.c)
class Stack:
    def __init__(self): self.items = []
    def push(self, x): self.items.append(x); return self
    def __len__(self): return len(self.items)
    def __setitem__(self, i, v): self.items[i] = v
    def __getitem__(self, i): return self.items[i]
    def __delitem__(self, i): del self.items[i]
s = Stack().push(1).push(2).push(3); s[0] = 9; del s[1]; print(len(s), s[0], s[-1], s[0:2], list(s), bool(Stack()))
class Node:
    def __init__(self, value, next=None): self.value, self.next = value, next
head = None
for v in range(5): head = Node(v, head)
out = []
while head: out.append(head.value); head = head.next
print(out)
class Vec(list if False else object):
    pass
class Meta:
    registry = {}
    def __init_subclass__(cls): pass
class Money:
    def __init__(self, v): self.v = v
    def __radd__(self, o): return Money(o + self.v)
    def __add__(self, o): return Money(self.v + (o.v if isinstance(o, Money) else o))
    def __iadd__(self, o): self.v += o; return self
    def __format__(self, spec): return f"${self.v:{spec or '.2f'}}"
    def __ge__(self, o): return self.v >= o.v
print(sum([Money(1), Money(2.5)]).v, f"{Money(3)} {Money(2.5):.1f}", Money(2) >= Money(1), Money(1) <= Money(2))
a = b = Money(1); a += 5; print(b.v)
