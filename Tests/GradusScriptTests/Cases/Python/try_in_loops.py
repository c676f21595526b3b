values, good = ["1", "x", "3.5", "", "-7"], []
for v in values:
    try: good.append(int(v))
    except ValueError:
        try: good.append(float(v))
        except ValueError as e: print("skip", repr(v), "-", e)
    else: print("int", v)
print(good)
def safe_div(a, b, default=None):
    try: return a / b
    except ZeroDivisionError: return default
    except TypeError as e: return str(e)
print(safe_div(1, 2), safe_div(1, 0), safe_div(1, 0, "inf"), safe_div("a", 1))
while True:
    try: raise StopIteration("stop")
    except StopIteration as e:
        print(e); break
    finally: print("always")
