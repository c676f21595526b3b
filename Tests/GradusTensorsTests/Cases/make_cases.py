"""Makes the JSON cases beside it, by NumPy 2.4 and mpmath. Numbers are written as text that
reads back exactly: shortest floats, integers, True and False."""
import itertools, json, os, warnings
import mpmath
import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
HERE = os.path.dirname(os.path.abspath(__file__))
DTYPES = ["bool", "int64", "float32", "float64"]


def text(x):
    if isinstance(x, (bool, np.bool_)):
        return str(bool(x))
    if isinstance(x, (int, np.integer)):
        return str(int(x))
    x = float(x)
    return repr(x)


def tensor(a):
    a = np.asarray(a)
    return {"dtype": str(a.dtype), "shape": list(a.shape), "values": [text(v) for v in a.ravel()]}


def save(name, value):
    with open(os.path.join(HERE, name), "w") as file:
        if isinstance(value, list):
            file.write("[\n" + ",\n".join(json.dumps(v, separators=(",", ":")) for v in value) + "\n]\n")
        else:
            json.dump(value, file, separators=(",", ":"))
            file.write("\n")


def elementary(count, seed):
    rng = np.random.default_rng(seed)
    mp = mpmath.mp
    mp.prec = 1300
    wide = lambda low, high: np.concatenate(
        [rng.uniform(low, high, count), np.exp2(rng.uniform(-40, 0, count // 3)) * rng.choice([-1, 1], count // 3)])
    positive = np.concatenate(
        [np.exp2(rng.uniform(-1074, 1023, count // 2)), np.exp2(rng.uniform(-3, 3, count // 2)),
         1 + np.exp2(rng.uniform(-50, -2, count // 3)) * rng.choice([-1, 1], count // 3)])
    angles = np.concatenate(
        [rng.uniform(-10, 10, count), np.exp2(rng.uniform(-40, 1023, count // 2)),
         np.arange(1, 20) * np.pi / 2, [5e5, 524288.0, 524289.0, 823549.6645, 1e22]])
    functions = {
        "exp": (mpmath.exp, np.concatenate([wide(-700, 700), rng.uniform(-745, -708, count // 6),
                                          [-708.2963957934119, -708.3397440234452, -708.39, -708.4]])),
        "expm1": (mpmath.expm1, wide(-40, 700)),
        "log": (mpmath.log, positive),
        "log1p": (mpmath.log1p, np.concatenate([wide(-0.99, 10), positive[: count // 4]])),
        "log2": (lambda x: mpmath.log(x) / mpmath.log(2), positive),
        "log10": (lambda x: mpmath.log(x) / mpmath.log(10), positive),
        "tanh": (mpmath.tanh, wide(-21, 21)),
        "sigmoid": (lambda x: 1 / (1 + mpmath.exp(-x)), np.concatenate([wide(-720, 50), rng.uniform(-46, -34, count // 4)])),
        "sin": (mpmath.sin, angles),
        "cos": (mpmath.cos, angles),
        "tan": (mpmath.tan, angles),
    }
    result = []

    def case(name, inputs, value):
        high = float(value)
        low = float(value - mpmath.mpf(high)) if np.isfinite(high) else 0.0
        result.append([name, *[text(x) for x in inputs], text(high), text(low)])

    for name, (function, points) in functions.items():
        for x in points:
            case(name, [float(x)], function(mpmath.mpf(float(x))))
    bases = np.concatenate([rng.uniform(0, 10, count), np.exp2(rng.uniform(-100, 100, count // 2))])
    for x in bases:
        y = float(rng.uniform(-700, 700) / max(1e-3, abs(np.log(x))))
        y = float(np.round(y)) if rng.random() < 0.3 else y
        case("pow", [float(x), y], mpmath.power(mpmath.mpf(float(x)), mpmath.mpf(y)))
    return result


BINARY = {
    "add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.true_divide,
    "floorDivide": np.floor_divide, "remainder": np.remainder, "power": np.power,
    "maximum": np.maximum, "minimum": np.minimum, "equal": np.equal, "notEqual": np.not_equal,
    "less": np.less, "lessEqual": np.less_equal, "greater": np.greater,
    "greaterEqual": np.greater_equal, "logicalAnd": np.logical_and, "logicalOr": np.logical_or,
    "logicalXor": np.logical_xor,
}
UNARY = {
    "negate": np.negative, "abs": np.abs, "sqrt": np.sqrt, "square": np.square, "sign": np.sign,
    "floor": np.floor, "ceil": np.ceil, "round": np.round, "truncate": np.trunc,
    "reciprocal": np.reciprocal, "logicalNot": np.logical_not, "isNaN": np.isnan,
    "isInfinite": np.isinf, "isFinite": np.isfinite,
}
SAMPLES = {
    "bool": [[True, False, True], [False, False, True]],
    "int64": [[7, -7, 0], [-3, 2, 9007199254740993]],
    "float32": [[7.5, -0.1, 0.0], [-np.inf, np.nan, 2.5]],
    "float64": [[-7.25, 0.3, -0.0], [np.inf, np.nan, 1e300]],
}
SECOND = {
    "bool": [True, True, False], "int64": [2, -2, 0], "float32": [2.0, -0.3, 0.0],
    "float64": [-2.0, 0.1, 0.0],
}


def elementwise():
    result = []
    for name, function in BINARY.items():
        for left, right in itertools.product(DTYPES, DTYPES):
            if name.startswith(("less", "greater", "not", "logical")) and "float32" in (left, right):
                continue
            a = np.array(SAMPLES[left], left)
            b = np.array(SECOND[right], right)
            if name == "power":
                a, b = np.abs(a), np.abs(b)
                if a.dtype == b.dtype == bool:
                    continue
            try:
                value = function(a, b)
            except (TypeError, ValueError) as error:
                result.append({"op": name, "left": tensor(a), "right": tensor(b), "error": str(error)})
                continue
            if str(value.dtype) not in DTYPES:
                continue
            result.append({"op": name, "left": tensor(a), "right": tensor(b), "result": tensor(value)})
    for name, function in UNARY.items():
        for dtype in DTYPES:
            a = np.array(SAMPLES[dtype], dtype)
            if dtype == "int64" and name in ("reciprocal",):
                a = np.array([1, -1, 2])
            try:
                value = function(a)
            except TypeError as error:
                result.append({"op": name, "left": tensor(a), "error": str(error)})
                continue
            if str(value.dtype) in DTYPES:
                result.append({"op": name, "left": tensor(a), "result": tensor(value)})
    return result


def reductions():
    """Inputs are standard normal numbers of the seed in `shape`, then the view named."""
    views = {
        "plain": lambda a: a, "transposed": lambda a: a.T, "reversed": lambda a: a[..., ::-1],
        "stepped": lambda a: a[::2], "inner": lambda a: a[..., 1:-1], "single": lambda a: a.astype("float32"),
    }
    names = {"sum": np.sum, "mean": np.mean, "prod": np.prod, "max": np.max, "min": np.min,
             "variance": np.var, "standardDeviation": np.std}
    result = []
    for number, shape in enumerate([(7,), (129,), (1000,), (5, 300), (300, 5), (3, 4, 50), (40, 3, 4), (2, 3, 4, 17)]):
        data = np.random.default_rng(number).standard_normal(shape)
        axes = [None] + [[i] for i in range(len(shape))] + ([[0, len(shape) - 1], [0, 1], [len(shape) - 2, len(shape) - 1]] if len(shape) > 2 else [])
        for (view, make), axis in itertools.product(views.items(), axes):
            a = make(data)
            if axis and a.ndim > max(axis) and np.prod([s for i, s in enumerate(a.shape) if i not in axis]) > 12:
                continue
            for name, function in names.items():
                if name != "sum" and (number + len(view)) % 4:
                    continue
                value = function(a, axis=None if axis is None else tuple(axis))
                result.append({"op": name, "seed": number, "shape": list(shape), "view": view,
                               "axis": axis, "result": tensor(value)})
    return result


class Index:
    def __getitem__(self, index):
        return index if isinstance(index, tuple) else (index,)


I = Index()


def item(i):
    if i is None:
        return {"kind": "newAxis"}
    if i is Ellipsis:
        return {"kind": "ellipsis"}
    if isinstance(i, slice):
        return {"kind": "slice", "start": i.start, "stop": i.stop, "step": i.step}
    if isinstance(i, int) and not isinstance(i, bool):
        return {"kind": "integer", "start": i}
    a = np.asarray(i)
    if a.size == 0 and a.dtype != bool:
        a = a.astype("int64")
    return {"kind": "mask" if a.dtype == bool else "integers", "tensor": tensor(a)}


def indexing():
    mask = np.arange(6).reshape(2, 3) % 2 == 0
    cases = [
        ((10,), I[3]), ((10,), I[-10]), ((10,), I[-11]), ((10,), I[:3]), ((10,), I[::2]), ((10,), I[::-1]),
        ((10,), I[-1:-6:-1]), ((10,), I[20:]), ((10,), I[3:100]), ((10,), I[::-3]), ((10,), I[::0]),
        ((10,), I[[1, 3, 3, -1]]), ((10,), I[[11]]), ((10,), I[[]]), ((10,), I[5:2]), ((10,), I[-100:2]),
        ((10,), I[8:-100:-3]), ((10,), I[2:9:100]), ((10,), I[:-20]), ((10,), I[-20::-1]), ((0,), I[::-1]),
        ((3, 4), I[1]), ((3, 4), I[1, 2]), ((3, 4), I[3]), ((3, 4), I[:, 1]), ((3, 4), I[1:, 2:]),
        ((3, 4), I[0, ...]), ((3, 4), I[:, None, 1]), ((3, 4), I[:, [0, 2]]), ((3, 4), I[0, 0, 0]),
        ((3, 4), I[np.arange(12).reshape(3, 4) > 6]), ((3, 4), I[..., None]), ((3, 4), I[..., ...]),
        ((3, 4), I[[0, 2], [1, 3]]), ((3, 4), I[[[0], [2]], [1, 3]]), ((3, 4), I[[0, 1, 2], [1, 3]]),
        ((3, 4), I[[True, False, True]]), ((3, 4), I[[True, False]]), ((3, 4), I[[True, False, True], 1]),
        ((3, 4), I[[True, False, True], [True, False, False, True]]), ((3, 4), I[1:, [True, False, False, True]]),
        ((3, 4), I[[2, 0], 1:3]), ((3, 4), I[np.array(1)]), ((3, 4), I[np.array(1), None, :]), ((3, 4), I[True]),
        ((3, 4), I[False]), ((3, 4), I[True, 1]), ((3, 4), I[()]), ((3, 4), I[[[0, 1], [1, 2]]]),
        ((2, 3, 4), I[1]), ((2, 3, 4), I[..., -1]), ((2, 3, 4), I[:, -2, 1:]), ((2, 3, 4), I[None, ..., None]),
        ((2, 3, 4), I[2]), ((2, 3, 4), I[[0, 1], :, [1, 2]]), ((2, 3, 4), I[0, :, [1, 2]]), ((2, 3, 4), I[:, 0, [1, 2]]),
        ((2, 3, 4), I[:, [0, 2], [1, 2]]), ((2, 3, 4), I[[0, 1], None, [1, 2]]), ((2, 3, 4), I[[0, 1], ..., [1, 2]]),
        ((2, 3, 4), I[mask]), ((2, 3, 4), I[mask, 1]), ((2, 3, 4), I[mask, ..., [0]]), ((2, 3, 4), I[mask, 1:3]),
        ((2, 3, 4), I[1, mask[0]]), ((2, 3, 4), I[:, :, [[0, 1], [2, 3]]]), ((2, 3, 4), I[:, [2, 0], ::2]),
        ((2, 3, 4), I[[0, 1], [0, 1], ..., 2]), ((2, 3, 4), I[..., [0, 1], 2]), ((2, 3, 4), I[None, [0, 1], :, 1]),
        ((2, 3, 4), I[np.ones((3, 2), bool)]), ((2, 3, 4), I[[0, 1], [0, 3]]), ((0, 3), I[[0]]), ((0, 3), I[:, [1]]),
        ((2, 3, 4), I[:, mask[0], [1, 2]]), ((2, 3, 4), I[::-1, ::-1, ::-1]),
    ]
    result = []
    for shape, index in cases:
        a = np.arange(int(np.prod(shape))).reshape(shape)
        case = {"shape": list(shape), "index": [item(i) for i in index]}
        try:
            case["result"] = tensor(a[index])
            b = a.copy()
            b[index] = -1 - np.arange(a[index].size).reshape(a[index].shape)
            case["assigned"] = tensor(b)
        except (IndexError, ValueError) as error:
            case["error"] = str(error)
            case["kind"] = type(error).__name__
        result.append(case)
    return result


def random():
    result = {"streams": []}
    for seed in [0, 1, 42, 1234567890123]:
        r = lambda: np.random.default_rng(seed)
        choice = r().choice(1000, 40, replace=False)
        mixed = r()
        result["streams"].append({
            "seed": seed, "random": tensor(r().random(5)), "normal": tensor(r().standard_normal(40)),
            "uniform": tensor(r().uniform(-2, 3, (2, 2))), "scaled": tensor(r().normal(1, 0.5, 3)),
            "small": tensor(r().integers(0, 10, 20)), "large": tensor(r().integers(-2**40, 2**50, 5)),
            "closed": tensor(r().integers(-2**63, 2**63 - 1, 4, endpoint=True)),
            "permutation": tensor(r().permutation(12)), "sample": tensor(choice),
            "bigSample": tensor(r().choice(20000, 500, replace=False)[:20]),
            "weighted": tensor(r().choice(4, 12, p=[0.1, 0.2, 0.3, 0.4])),
            "normalSum": text(r().standard_normal(20000).sum()),
            "rows": tensor(r().permutation(np.arange(12).reshape(6, 2))),
            "mixed": tensor(np.array([mixed.integers(5), mixed.random(), mixed.integers(7), mixed.standard_normal()])),
        })
    return result["streams"]


def printing():
    rng = np.random.default_rng(5)
    arrays = [
        np.array(12), np.array(0.1 + 0.2), np.array([]), np.arange(3.0), np.array([1e-10, 1.0]), np.array([1e16, 1.0]),
        np.array([0.1, 0.2, 0.30000000000000004]), np.array([1 / 3], "float32"), np.array([np.nan, 1.0]),
        np.array([-0.0, 0.0]), np.array([[True], [False]]), np.arange(24).reshape(2, 3, 4), np.array([[1, -20], [300, 4]]),
        np.eye(3), np.zeros((3, 0)), np.arange(30), np.linspace(0, 1, 11), np.array([123456789.123456789]),
        np.array([1e-300, 1e300]), np.array([100000.0, 1.0]), np.array([0.00001]), np.array([1e8]), np.array([99999999.0]),
        np.sin(np.arange(20)).reshape(4, 5), np.array([np.inf, -np.inf, np.nan]), np.array([1.5, np.inf, -np.inf]),
        np.array([1e-5, np.nan, -np.inf]), np.array([5e-324, 1.7976931348623157e308]), np.array([0.123456785, 0.123456775]),
        np.array([1234567.125, 0.5]), np.array([2.5, 1e3]), np.array([-1.0, 1001.0]), np.array([0.1], "float32"),
        np.array([0.1, 1.2345678e8], "float32"), np.array([1e6], "float32"), np.array([999999.0, 3.25], "float32"),
        np.array([16777216.0], "float32"), np.array([True, False]), np.array(True), np.array([], "int64"),
        np.array([], "bool"), np.zeros((0, 3), "float32"), np.array([-9223372036854775808, 1]), np.array([0.99999999999, 1.0]),
        np.array([9.999999999e-5, 1.0]), np.ones((1, 1, 1)), np.array(2.5, "float32"), np.array([[[1.5]], [[-2.25]]]),
        rng.standard_normal((3, 7)), rng.standard_normal(23), rng.standard_normal((2, 2, 9)) * 1e5, rng.random(12) * 1e-3,
        rng.standard_normal((4, 3)).astype("float32"), rng.standard_normal(9).astype("float32") * 1000, np.full(40, True),
        np.ones((2, 1, 30)), np.array([1e22, 1e-22]), np.array([1.0, 10.0, 100.0]), np.array([0.5, 1000.25]),
        np.array([0.000123, 0.12]), np.array([1 / 3, 2 / 3, 1e7]), np.array(-0.0), np.array([1e15 / 3]),
    ]
    result = [{"tensor": tensor(a), "str": str(a), "repr": repr(a)} for a in arrays]
    for a in [np.arange(1001), np.arange(1000), np.arange(2000).reshape(2, 1000), np.zeros((60, 60, 60)), np.zeros((2, 600)), np.arange(1200).reshape(300, 4) / 7, np.zeros((1001, 1)),
              np.arange(1500.0).reshape(5, 300), np.arange(1300).reshape(13, 4, 25) % 3 == 0, np.arange(1100, dtype="float32")]:
        kind = "ramp"
        flat = a.ravel()
        scale = float(flat[1]) if a.dtype.kind == "f" else None
        result.append({"ramp": {"dtype": str(a.dtype), "shape": list(a.shape), "step": None if scale is None else text(scale)},
                       "str": str(a), "repr": repr(a)})
    for a, options in [
        (np.arange(20) / 3, {"precision": 3}), (np.array([1e-10, 1.0]), {"suppressSmall": True}),
        (np.arange(20) / 3, {"precision": 0}), (np.array([1.0, 2.0, 3.0]), {"precision": 2, "floatMode": "fixed"}),
        (np.array([1.25, 2.0, 1e10]), {"precision": 2, "floatMode": "fixed"}), (np.array([0.1, 1 / 3]), {"floatMode": "unique"}),
        (np.array([0.1, 0.25, 1 / 3]), {"precision": 4, "floatMode": "maxprec_equal"}), (np.arange(100), {"threshold": 10, "edgeItems": 2}),
        (np.arange(12.0), {"lineWidth": 20}), (np.array([1e-3, 1e5, 3.0]), {"suppressSmall": True, "precision": 3}),
    ]:
        keys = {"precision": "precision", "suppressSmall": "suppress_small", "threshold": "threshold",
                "edgeItems": "edgeitems", "lineWidth": "max_line_width", "floatMode": "floatmode"}
        value = np.array2string(a, **{keys[k]: v for k, v in options.items()})
        result.append({"tensor": tensor(a), "options": options, "str": value})
    return result


def numbers():
    rng = np.random.default_rng(9)
    values = [0.0, -0.0, 1.0, 0.1, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308, 2.5, 0.125,
              1 / 3, 2**53 + 2.0, 9.5, 0.5, 1.5, 1e22, 999999.5, 0.00012345678]
    values += [float(v) for v in rng.standard_normal(20) * 10.0 ** rng.integers(-20, 20, 20)]
    return [[text(v), repr(v), f"{v:.3f}" if abs(v) < 1e30 else "", f"{v:.0f}" if abs(v) < 1e30 else "", f"{v:.4e}", f"{v:.6g}",
             str(np.float32(v))] for v in values]


def products():
    """Operands hold 0.5, 1.5, … modulo 7: sums of products are exact in any order."""
    def fill(shape):
        return ((np.arange(int(np.prod(shape))) * 5 % 7) + 0.5).reshape(shape)
    result = []
    shapes = [((), (3,)), ((3,), (3,)), ((3,), (4,)), ((2, 3), (3,)), ((2, 3), (2,)), ((3,), (3, 2)), ((2, 3), (3, 4)),
              ((2, 3), (2, 3)), ((2, 3, 4), (5, 4, 6)), ((2, 3, 4), (3, 4)), ((2, 3, 4), (4,)), ((4,), (2, 4, 3)),
              ((2, 0), (0, 3)), ((2, 3, 4), (4, 2)), ((2, 3, 4), (2, 4, 5)), ((2, 1, 3, 4), (5, 4, 2)), ((2, 3, 4), (3, 4, 5)),
              ((0, 3), (3, 2)), ((1, 1), (1, 1))]
    for (left, right), name in itertools.product(shapes, ["dot", "matmul"]):
        case = {"op": name, "left": list(left), "right": list(right)}
        try:
            case["result"] = tensor(getattr(np, name)(fill(left), fill(right)))
        except ValueError as error:
            case["error"] = str(error)
        result.append(case)
    return result


if __name__ == "__main__":
    save("elementary.json", elementary(40, 3))
    save("elementwise.json", elementwise())
    save("reductions.json", reductions())
    save("indexing.json", indexing())
    save("random.json", random())
    save("printing.json", printing())
    save("numbers.json", numbers())
    save("products.json", products())
