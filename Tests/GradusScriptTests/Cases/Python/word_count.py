text = "It was the best of times, it was the worst of times"
words = [w.strip(",.").lower() for w in text.split()]
counts = {}
for w in words: counts[w] = counts.get(w, 0) + 1
for w, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:4]: print(f"{w:<8}{n:>3} {'#' * n}")
vocab = {w: i for i, w in enumerate(sorted(set(words)))}; print(vocab, [vocab[w] for w in words[:5]])
one_hot = [[int(i == vocab[w]) for i in range(len(vocab))] for w in words[:2]]; print(one_hot)
