xs = [0, 1, 2, 3, 4]; ys = [1.1, 2.9, 5.2, 7.1, 8.8]
w = b = 0.0
for epoch in range(200):
    gw = gb = loss = 0.0
    for x, y in zip(xs, ys):
        e = w * x + b - y; loss += e * e; gw += 2 * e * x; gb += 2 * e
    w -= 0.02 * gw / len(xs); b -= 0.02 * gb / len(xs)
    if epoch % 50 == 0: print(f"{epoch:4d} {loss / len(xs):.6f}")
print(f"{w:.6f} {b:.6f}", w, b)
