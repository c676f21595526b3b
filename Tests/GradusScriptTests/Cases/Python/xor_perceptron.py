data = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 1)]
w, b, lr = [0.0, 0.0], 0.0, 0.5
for epoch in range(10):
    errors = 0
    for (x1, x2), t in data:
        y = 1 if w[0] * x1 + w[1] * x2 + b > 0 else 0
        d = t - y
        if d:
            errors += 1; w[0] += lr * d * x1; w[1] += lr * d * x2; b += lr * d
    print(epoch, w, b, errors)
    if errors == 0: break
