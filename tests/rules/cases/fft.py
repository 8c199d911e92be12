"""`numpy.fft`."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from srcad import runtime
from tests.rules.checking import Case

V = np.array([0.5, -1.5, 2.0, 0.8, -0.3])
W = np.array([0.2, 1.1, -0.7, 1.6])
U = V + 1j * np.array([1.3, 0.4, -0.6, 0.9, -1.2])
Z = W - 1j * np.array([0.5, -0.9, 0.3, 1.4])
X = np.array([[0.3, -1.2, 0.7, 0.6], [1.4, 0.9, -0.4, -1.1], [0.2, -0.8, 1.7, 0.1]])
C = X + 1j * np.cos(np.arange(12.0)).reshape(3, 4)
T3 = np.cos(np.arange(24.0)).reshape(2, 3, 4) + 1j * np.sin(np.arange(24.0) ** 2).reshape(2, 3, 4)

OF_COMPLEX = (np.fft.fft, np.fft.ifft)
OF_REAL = (np.fft.rfft, np.fft.ihfft)
TO_REAL = (np.fft.irfft, np.fft.hfft)
IN_PLANES = (np.fft.fft2, np.fft.ifft2, np.fft.rfft2, np.fft.irfft2)
IN_SPACE = (np.fft.fftn, np.fft.ifftn, np.fft.rfftn, np.fft.irfftn)
NORMS = ("forward", "ortho", "backward")


def _cases() -> Iterator[Case]:
    for fn in (*OF_COMPLEX, *OF_REAL, *TO_REAL):
        of_real = fn in OF_REAL
        vectors, matrix, solid = ((V, W), X, T3.real) if of_real else ((V, W, U, Z), C, T3)
        vectors = (V, U) if fn in OF_COMPLEX else vectors
        for x in vectors:
            yield Case(fn, (x,))
            # shorter and longer ones, even and odd; those of complex numbers do not tell even from odd
            yield from (Case(fn, (x, n)) for n in ((3, 10) if fn in OF_COMPLEX else (3, 4, 6, 9, 10)))
        for norm in NORMS:
            yield Case(fn, (vectors[-1],), {"norm": norm})
            yield Case(fn, (vectors[-1], 5), {"norm": norm})
        yield Case(fn, (matrix, None, 0))
        yield Case(fn, (matrix,), {"axis": 0, "n": 5})
        yield Case(fn, (matrix,), {"axis": 1, "n": 3})
        yield Case(fn, (solid,), {"axis": 1})
    for fn in (*IN_PLANES, *IN_SPACE):
        matrix, solid = (X, T3.real) if fn in (np.fft.rfft2, np.fft.rfftn) else (C, T3)
        yield Case(fn, (matrix,))
        yield Case(fn, (solid,))
        yield Case(fn, (matrix, (4, 5)), {"axes": (0, 1)})
        yield Case(fn, (matrix, (2, 3)), {"axes": (1, 0), "norm": "ortho"})
        yield Case(fn, (solid,), {"axes": (2, 0)})
        yield Case(fn, (solid,), {"axes": (0, 1), "norm": "forward"})
        yield Case(fn, (matrix,), {"axes": (1,)})
    for fn in (np.fft.fftshift, np.fft.ifftshift):
        for x in (V, W, U, C):
            yield Case(fn, (x,))
        yield Case(fn, (C, 0))
        yield Case(fn, (T3,), {"axes": (0, 2)})
    for fn in (np.fft.fftfreq, np.fft.rfftfreq):
        yield Case(fn, (6,), {"d": 0.7})
    yield Case(runtime.resized, (C, (2, 5)))
    yield Case(runtime.both_halves, (C, 4, 0))
    yield Case(runtime.scaled_ends, (V, 3, 2, 0))


CASES = list(_cases())
