"""The math module and the builtins on Python floats."""

import math
from math import cos, pi
from math import exp as e_to_the

from tests.corpus.registry import at, floats, program


@program(floats(0.6))
def trigonometric(x):
    return math.sin(x) * math.cos(x) + math.tan(x) + math.asin(x) * math.acos(x) - math.atan(x)


@program(floats(0.6))
def hyperbolic(x):
    return math.sinh(x) + math.cosh(x) * math.tanh(x) + math.asinh(x) + math.acosh(1.5 + x) * math.atanh(x)


@program(floats(0.6))
def exponentials(x):
    return math.exp(x) * math.expm1(x) + math.log(x) * math.log1p(x) + math.log2(x) - math.log10(x)


@program(floats(1.6, 0.7))
def two_arguments(x, y):
    return math.atan2(x, y) + math.pow(x, y) + math.hypot(x, y) + math.fmod(x, y) + math.log(x, 3.0)


@program(floats(1.6))
def roots(x):
    return math.sqrt(x) + math.cbrt(x) + math.exp2(x) + math.fabs(-x) * math.sqrt(x * x)


@program(floats(1.6))
def special(x):
    return math.erf(x) + math.erfc(x * x) * x


@program(floats(1.6))
def rounding(x):
    return x * math.floor(x) + math.ceil(x) * x * x + math.trunc(x) + round(x) * x


@program(floats(1.6))
def conversions(x):
    return float(x) * int(x) + x * int(2.7) + float(3) * x + float(x * x)


@program(floats(1.6))
def constants(x):
    return math.pi * x + math.e * x * x + pi * math.tau


@program(floats(0.6))
def imported_names(x):
    return cos(x * pi) + e_to_the(-x)


@program(floats(1.6, 0.7), at(0.2, 0.7, label="other"), at(-1.2, -0.7, label="negative"))
def builtins(x, y):
    return abs(x) * max(x, y) + min(x, 2.0 * y, 3.0) + pow(abs(x), 3) + pow(abs(y), x) + sum((x, y, 1.0))


@program(floats(1.6, 0.7))
def divmod_by_hand(x, y):
    q = x // y
    r = x % y
    return q * y * y + r * r


@program(floats(1.6))
def degrees(x):
    return math.degrees(x) * 0.01 + math.radians(x) * x


@program(floats(1.6))
def copysign(x):
    return math.copysign(x, -1.0) * x + math.copysign(2.0, x)


@program(floats(0.3))
def sigmoid(x):
    return 1.0 / (1.0 + math.exp(-x))


@program(floats(0.3), at(2.0, label="other"), at(-1.5, label="negative"))
def demo_function(x):
    return -math.log(1.0 / (1.0 + math.exp(-x)) + 1.0) / (x**2 + 1.0)


@program(floats(0.3, 0.9, 1.2))
def black_scholes_like(s, sigma, t):
    d1 = (math.log(s / 0.8) + 0.5 * sigma * sigma * t) / (sigma * math.sqrt(t))
    d2 = d1 - sigma * math.sqrt(t)
    phi = lambda z: 0.5 * (1.0 + math.erf(z / math.sqrt(2.0)))
    return s * phi(d1) - 0.8 * phi(d2)


@program(floats(1.2, 0.4))
def float_of_int_mix(x, y):
    n = 3
    k = n // 2
    return x ** (n - k) * y / n + k


@program(at(1.2, label="float"), order=3)
def polynomial(x):
    return ((2.0 * x - 3.0) * x + 1.0) * x - 5.0
