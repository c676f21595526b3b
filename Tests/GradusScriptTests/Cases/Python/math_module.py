import math
from math import sqrt, pi as PI
print(math.pi, math.e, math.inf, math.tau, sqrt(2), PI, math.sqrt(16), math.exp(1), math.exp(0), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000))
print(math.sin(1), math.cos(1), math.tan(1), math.tanh(0.5), math.floor(-2.5), math.ceil(2.1), math.trunc(-2.7), math.fabs(-3), math.pow(2, 10))
print(math.factorial(10), math.gcd(12, 18), math.lcm(4, 6), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.hypot(3, 4), math.dist([0, 0], [3, 4]))
print(math.isnan(math.nan), math.isinf(1e400), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.fsum([0.1] * 10), math.prod([1, 2, 3, 4]), math.copysign(1, -0.0))
print(math.degrees(math.pi), math.radians(180), math.fmod(7, 3), math.fmod(-7, 3), math.log1p(1e-10), math.expm1(1e-10))
for f in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.exp(1000), lambda: math.factorial(-1), lambda: math.sqrt("a")]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
