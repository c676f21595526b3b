data = [2.5, 3.5, 1.0, 4.0, 4.0, 10.0]
n = len(data); mean = sum(data) / n; var = sum((x - mean) ** 2 for x in data) / n
s = sorted(data); median = (s[n // 2 - 1] + s[n // 2]) / 2
print(f"{mean=:.4f} {var=:.4f} {var ** 0.5:.6f} {median=}", max(set(data), key=data.count), s[::-1][:2])
hist = {}
for x in data: hist[int(x) // 2 * 2] = hist.get(int(x) // 2 * 2, 0) + 1
for k in sorted(hist): print(f"{k:>2}-{k + 2:<3}|{'*' * hist[k]}")
