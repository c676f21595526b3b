data = list(range(10)); batch_size = 4
for epoch in range(2):
    for start in range(0, len(data), batch_size):
        batch = data[start:start + batch_size]
        print(f"epoch {epoch} batch {start // batch_size}: {batch} mean={sum(batch) / len(batch):.2f}")
n = len(data) - len(data) % batch_size; print(n, data[:n], data[n:])
