"""The eight main figures of the two lessons, drawn with NumPy and matplotlib.

The peer of `gradus build` in the benchmark: it trains the same network on the same data and
writes each figure as PNG, PDF and SVG.  usage: lessons_matplotlib.py LESSONS_FOLDER OUTPUT_FOLDER
"""
import os
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

LESSONS, OUTPUT = sys.argv[1], sys.argv[2]
os.makedirs(OUTPUT, exist_ok=True)

PLACES = {
    "x": (0.2, 4), "w": (1.2, 4), "b": (2.2, 3), "x1": (0.7, 3), "x2": (1.4, 2),
    "y_true": (2.6, 2), "loss_val": (2.0, 1),
}
LINKS = [
    ("x", "x1"), ("w", "x1"), ("x1", "x2"), ("b", "x2"), ("x2", "loss_val"),
    ("y_true", "loss_val"),
]


def save(figure, name):
    for kind in ("png", "pdf", "svg"):
        figure.savefig(os.path.join(OUTPUT, f"{name}.{kind}"), dpi=150)
    plt.close(figure)


def scalar_graph(name, values=None, derivatives=None, path=()):
    figure, axes = plt.subplots(figsize=(10, 5.6))
    axes.set_xlim(-0.3, 3.2)
    axes.set_ylim(0.5, 4.5)
    axes.axis("off")
    axes.set_title(name)
    for source, consumer in LINKS:
        on_path = (source, consumer) in path
        start, end = PLACES[source], PLACES[consumer]
        if derivatives:
            start, end = end, start
        axes.annotate(
            "", xy=end, xytext=start,
            arrowprops=dict(
                arrowstyle="-|>", shrinkA=22, shrinkB=22,
                color="firebrick" if on_path or not path else "lightgrey"))
        if derivatives:
            axes.text(
                (start[0] + end[0]) / 2 + 0.05, (start[1] + end[1]) / 2,
                f"{derivatives[(source, consumer)]:g}")
    for node, (x, y) in PLACES.items():
        text = node if values is None else f"{node}\n{values[node]:g}"
        axes.text(x, y, text, ha="center", va="center", bbox=dict(boxstyle="round", fc="white"))
    if path:
        product = np.prod([derivatives[link] for link in path])
        factors = " · ".join(f"{derivatives[link]:g}" for link in path)
        axes.text(1.4, 0.6, f"{factors} = {product:g}", ha="center")
    save(figure, name)


def scalar_lesson():
    x, w, b, y_true = 2.0, 3.0, 1.0, 4.0
    x1 = x * w
    x2 = x1 + b
    loss_val = abs(y_true - x2)
    values = dict(x=x, w=w, b=b, y_true=y_true, x1=x1, x2=x2, loss_val=loss_val)
    slope = np.sign(y_true - x2)
    derivatives = {
        ("x", "x1"): w, ("w", "x1"): x, ("x1", "x2"): 1.0, ("b", "x2"): 1.0,
        ("x2", "loss_val"): -slope, ("y_true", "loss_val"): slope,
    }
    scalar_graph("structure")
    scalar_graph("forward", values)
    scalar_graph("backward", values, derivatives)
    scalar_graph(
        "path", values, derivatives, [("x2", "loss_val"), ("x1", "x2"), ("w", "x1")])


def grid(name, pictures, titles, columns):
    rows = -(-len(pictures) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(10, 1.2 * rows), squeeze=False)
    for place in axes.flat:
        place.axis("off")
    for place, picture, title in zip(axes.flat, pictures, titles):
        place.imshow(picture.reshape(8, 8), cmap="gray_r")
        place.set_title(title, fontsize=9)
    save(figure, name)


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def digits_lesson():
    data = np.loadtxt(
        os.path.join(LESSONS, "data/digits_8x8_1797.csv.gz"), delimiter=",", skiprows=1)
    images, labels = data[:, :64] / 16, data[:, 64].astype(np.int64)
    grid("samples", images[:40], labels[:40], 10)

    order = np.random.default_rng(7).permutation(len(images))
    cut = len(images) // 5
    val, train = order[:cut], order[cut:]
    targets = np.eye(10)[labels]
    random = np.random.default_rng(7)
    limits = np.sqrt(6 / 96), np.sqrt(6 / 42)
    W1, b1 = random.uniform(-limits[0], limits[0], (64, 32)), np.zeros(32)
    W2, b2 = random.uniform(-limits[1], limits[1], (32, 10)), np.zeros(10)

    def predict(inputs):
        hidden = np.maximum(inputs @ W1 + b1, 0)
        return hidden, softmax(hidden @ W2 + b2)

    def measure(which):
        answer = predict(images[which])[1]
        loss = -np.log(answer[np.arange(len(which)), labels[which]]).mean()
        return loss, (answer.argmax(axis=1) == labels[which]).mean()

    batch_loss, history = [], []
    for _ in range(30):
        shuffled = random.permutation(train)
        for start in range(0, len(shuffled), 32):
            batch = shuffled[start:start + 32]
            hidden, answer = predict(images[batch])
            batch_loss.append(
                -np.log(answer[np.arange(len(batch)), labels[batch]]).mean())
            slope = (answer - targets[batch]) / len(batch)
            hidden_slope = slope @ W2.T * (hidden > 0)
            W2 -= 0.3 * hidden.T @ slope
            b2 -= 0.3 * slope.sum(axis=0)
            W1 -= 0.3 * images[batch].T @ hidden_slope
            b1 -= 0.3 * hidden_slope.sum(axis=0)
        history.append(measure(train) + measure(val))
    history = np.array(history)
    steps = np.arange(1, 31) * (len(batch_loss) / 30)

    figure, axes = plt.subplots(figsize=(10, 5.6))
    axes.plot(batch_loss, linewidth=0.5, label="each mini-batch")
    axes.plot(steps, history[:, 0], "o-", label="training")
    axes.plot(steps, history[:, 2], "o-", label="validation")
    axes.set_xlabel("step")
    axes.set_ylabel("loss")
    axes.legend()
    save(figure, "loss")

    figure, axes = plt.subplots(figsize=(10, 5.6))
    axes.plot(history[:, 1], "o-", label="training")
    axes.plot(history[:, 3], "o-", label="validation")
    axes.set_xlabel("epoch")
    axes.set_ylabel("accuracy")
    axes.legend()
    save(figure, "accuracy")

    answer = predict(images[val])[1]
    predicted = answer.argmax(axis=1)
    wrong = np.flatnonzero(predicted != labels[val])
    wrong = wrong[np.argsort(-answer[wrong].max(axis=1), kind="stable")]
    grid(
        "mistakes", images[val][wrong],
        [f"{labels[val][k]} read {predicted[k]}\n{answer[k].max():.0%}" for k in wrong], 6)


scalar_lesson()
digits_lesson()
