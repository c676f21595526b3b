points = [1.0, 1.5, 2.0, 10.0, 11.0, 12.5]; centers = [1.0, 10.0]
for it in range(5):
    groups = [[] for _ in centers]
    for p in points: groups[min(range(len(centers)), key=lambda i: abs(p - centers[i]))].append(p)
    new = [sum(g) / len(g) if g else c for g, c in zip(groups, centers)]
    print(it, [round(c, 3) for c in new], groups)
    if new == centers: break
    centers = new
