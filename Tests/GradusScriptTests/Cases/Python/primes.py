def sieve(n):
    flags = [True] * (n + 1); flags[:2] = [False, False]
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]: flags[i * i::i] = [False] * len(flags[i * i::i])
    return [i for i, f in enumerate(flags) if f]
print(sieve(60)); print(all(97 % d for d in range(2, 10)))
