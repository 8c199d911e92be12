"""Complex numbers: in arithmetic, loops, branches, lists, stores, and beside real ones."""

import cmath
import math

import numpy as np

from tests.corpus.registry import Args, at, over, program, signed


def turned(*shape, skip=0):
    """Distinct complex numbers, none of them close to zero or to an axis."""
    return signed(*shape, skip=skip) * np.exp(1j * signed(*shape, skip=skip + 5))


def narrow(*arrays):
    """The arrays in single precision."""
    return tuple(
        value.astype("complex64" if np.iscomplexobj(value) else "float32") if isinstance(value, np.ndarray) else value
        for value in arrays
    )


def numbers(*values):
    """Python numbers, and those of NumPy in their place."""
    wide = tuple(np.complex128(v) if type(v) is complex else np.float64(v) if type(v) is float else v for v in values)
    return [at(*values, label="python"), at(*wide, label="numpy", main=False)]


def vectors(make, *dims, least=0):
    """Arrays of both precisions, and with each length shrunk to 1 and to 0."""
    wide, _, *shrunk = over(make, *dims, least=least)
    return [wide, Args("single precision", lambda: narrow(*make(*dims)), main=False), *shrunk]


# --- numbers ----------------------------------------------------------------------------------------------------------


@program(numbers(0.7 - 0.4j, 1.3 + 0.6j))
def arithmetic(z, w):
    return abs((z * w + 2j) / (z - w)) ** 2


@program(numbers(0.7 - 0.4j))
def holomorphic(z):
    return cmath.exp(z) * cmath.sin(z) - cmath.log(z) / (1 + 2j)


@program(numbers(0.7 - 0.4j))
def both_parts(z):
    return z.real**3 * math.sin(z.imag)


@program(numbers(0.7 - 0.4j))
def conjugates(z):
    return (z * z.conjugate() + z.conjugate() ** 2).real


@program(numbers(0.7, 1.3))
def from_real_numbers(x, y):
    z = complex(x, y)
    return (z * z).imag + abs(z) * x


@program(numbers(0.7, 1.3 - 0.4j))
def beside_a_real_number(x, z):
    return abs(x * z + x**2) + (z / x).imag


@program(numbers(1.7))
def phase_of_a_wave(x):
    return cmath.phase(cmath.exp(1j * x) + 0.5)


@program(numbers(0.7, 1.3 - 0.4j))
def powers(x, z):
    return (z**3 + z**x + x**z + z**-1.5 + z**z).real


@program(numbers(0.7 - 0.4j))
def around_and_back(z):
    r, phi = cmath.polar(z)
    return cmath.rect(r * r, 0.5 * phi).imag


# --- loops and branches -----------------------------------------------------------------------------------------------


@program(numbers(0.31 + 0.22j, 4), at(0.31 + 0.22j, 0, label="no trips"))
def mandelbrot(c, n):
    z = c
    for _ in range(n):
        z = z * z + c
    return abs(z)


@program(numbers(0.31 + 0.22j, 4), at(0.31 + 0.22j, 0, label="no trips"))
def starts_as_a_real_number(c, n):
    s = 0.0
    for k in range(n):
        s = s + c**k / (k + 1)
    return abs(s - 0.3j)


@program(numbers(0.9 + 0.8j))
def escapes(c):
    z = 0j
    count = 0
    while abs(z) < 5.0 and count < 20:
        z = z * z + c
        count += 1
    return z.real - 0.5 * z.imag


@program(numbers(0.7 - 0.4j), at(-0.7 + 0.4j, label="the other arm"))
def by_sign(z):
    w = z * z if z.real > 0 else -z.conjugate()
    return w.real * w.imag


@program(numbers(0.7 - 0.4j), at(-0.7 + 0.4j, label="the other arm"))
def real_on_one_arm(z):
    if z.real > 0:
        w = z * z
    else:
        w = abs(z) ** 3
    return (w * (1 + 2j)).imag


@program(numbers(0.7 - 0.4j, 3), at(0.7 - 0.4j, 0, label="no trips"))
def collected(z, n):
    powers = []
    for k in range(n):
        powers.append(z**k * 1j)
    total = 0.0
    for power in powers:
        total += abs(power + 0.5)
    return total


@program(numbers(0.7 - 0.4j, 1.3))
def list_of_both(z, x):
    items = [z, x * z, z + 1.0]
    return sum(items).real * abs(items[1])


@program(numbers(0.7 - 0.4j, 1.3))
def several_results(z, x):
    return z * x, abs(z), {"w": x + 1j * z}


# --- arrays -----------------------------------------------------------------------------------------------------------


@program(vectors(lambda n: (turned(n),), 4))
def energy(z):
    return np.sum(z.real**2 + z.imag**2)


@program(vectors(lambda n: (turned(n), signed(n, skip=9)), 4))
def mixed(z, x):
    return np.sum(np.abs(z * x + 0.5j * x)) + np.sum((x / z).imag)


@program(vectors(lambda n, m: (turned(n, m), signed(m, skip=9), turned(n, 1, skip=4)), 3, 4))
def broadcast(z, x, w):
    return np.sum(np.sin((z * x - w).real) * np.cos((z + x).imag))


@program(vectors(lambda n: (turned(n, n) + 2.0 * np.eye(n), turned(n, skip=3), signed(n, skip=9)), 3))
def linear_algebra(a, z, x):
    w = a @ z + np.conj(a).T @ x
    return np.vdot(w, z).real + np.linalg.norm(w)


@program(vectors(lambda n: (turned(n), signed(n, skip=9)), 4))
def stores_of_both(z, x):
    w = np.zeros(len(z), complex)
    for k in range(len(z)):
        w[k] = z[k] * x[k]
        w[k] += x[k]
    w[:1] = x[:1]
    return np.sum(np.abs(w + 0.3j))


@program(vectors(lambda n: (turned(n),), 4))
def parts_into_a_real_array(z):
    w = np.zeros((2, len(z)), z.real.dtype)
    w[0] = z.real
    w[1] = z.imag * w[0]
    return np.sum(np.sin(w))


@program(vectors(lambda n: (turned(n),), 4))
def in_place(z):
    w = z * 1.0
    w *= 1 + 1j
    w -= z.conj()
    w[1:] *= z[:1]
    return np.sum(np.abs(w) ** 2)


@program(vectors(lambda n: (turned(n),), 4))
def selected(z):
    return np.sum(np.where(z.real > 0, z * z, z.conj()).imag)


@program(vectors(lambda n: (turned(n),), 4))
def array_result(z):
    return np.exp(z) * np.conj(z), np.abs(z), z.imag


@program(vectors(lambda n: (signed(n),), 4))
def waves(x):
    return np.exp(1j * x) / (x + 2j)


@program(vectors(lambda n: (signed(n), turned(n // 2 + 1, skip=3)), 6, least=1))
def filtered(x, h):
    return np.fft.irfft(np.fft.rfft(x) * h, len(x))


@program(vectors(lambda n: (signed(n),), 5, least=1))
def spectral_power(x):
    return np.sum(np.abs(np.fft.fft(x)[1:]) ** 3)


@program(vectors(lambda n: (turned(n), 3), 4, least=1), wrt=(0,))
def rounds_of_arrays(z, n):
    w = z
    for _ in range(n):
        w = np.fft.fft(w * z) / len(z) + np.abs(w)
    return np.sum(np.cos(w.real) * w.imag)
