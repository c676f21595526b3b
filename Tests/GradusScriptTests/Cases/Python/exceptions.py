try: 1 / 0
except ZeroDivisionError as e: print("zero", e)
def risky(k):
    try:
        if k == 0: return [1][5]
        if k == 1: return {"a": 1}["b"]
        if k == 2: return int("x")
        if k == 3: return "a" + 1
        if k == 4: raise ValueError("mine", 3)
        if k == 5: return undefined_name
        if k == 6: return (1).nothing
        if k == 7: assert k == 8, "not eight"
        return "fine"
    except (IndexError, KeyError) as e: return type(e).__name__, str(e), repr(e), e.args
    except ValueError as e: return "V", str(e), e.args
    except Exception as e: return "E", type(e).__name__, str(e)
    else: return "else"
    finally: print("finally", k)
for k in range(9): print(risky(k))
class MyError(Exception):
    def __init__(self, code): self.code = code; super().__init__(f"code {code}")
class Sub(MyError): pass
try: raise Sub(7)
except MyError as e: print(e, e.code, repr(e), isinstance(e, Sub), isinstance(e, Exception))
try:
    try: raise KeyError("inner")
    except KeyError: raise RuntimeError("outer") from None
except RuntimeError as e: print("caught", e)
try:
    try: raise TypeError("again")
    except TypeError: raise
except TypeError as e: print("reraised", e)
def f():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally: print("fin", i)
    return "end"
print(f())
def g():
    try: return "try"
    finally: print("cleanup")
print(g())
try: raise ValueError
except ValueError as e: print(repr(e), str(e) == "", e.args)
try: pass
except: print("no")
else: print("else")
finally: print("end")
e = "kept"
try: raise Exception("x")
except Exception as err: pass
print(e, issubclass(KeyError, LookupError), issubclass(MyError, Exception), Exception("a") == Exception("a"))
def rec(n): return rec(n + 1)
try: rec(0)
except RecursionError: print("recursion")
try: raise NotImplementedError("todo")
except RuntimeError as e: print(type(e), e)
print(repr(KeyError("k")), str(KeyError("k")), repr(ValueError(1, "b")), str(ValueError(1, "b")))
