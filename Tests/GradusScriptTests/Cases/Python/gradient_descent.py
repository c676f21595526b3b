def f(x): return (x - 3) ** 2 + 1
def df(x): return 2 * (x - 3)
x, lr, history = 0.0, 0.1, []
for step in range(25):
    x -= lr * df(x)
    history.append(f(x))
    if step % 8 == 0: print(f"step {step:3d}  x = {x:.6f}  f = {f(x):.6f}")
print(f"{x:.4f} {min(history):.4f} {len(history)}", x)
