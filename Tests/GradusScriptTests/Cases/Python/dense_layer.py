import math
class Dense:
    def __init__(self, n_in, n_out, seed=1):
        state = seed
        def rand():
            nonlocal state
            state = (state * 1103515245 + 12345) % 2147483648
            return state / 2147483648 - 0.5
        self.W = [[rand() for _ in range(n_out)] for _ in range(n_in)]
        self.b = [0.0] * n_out
    def __call__(self, x): return [sum(xi * self.W[i][j] for i, xi in enumerate(x)) + self.b[j] for j in range(len(self.b))]
def softmax(z):
    m = max(z); e = [math.exp(v - m) for v in z]; s = sum(e)
    return [v / s for v in e]
layer = Dense(3, 2)
print([f"{v:.5f}" for v in softmax(layer([1.0, 2.0, 3.0]))], sum(softmax([1, 2, 3])))
