"""`scipy.fft`."""

from __future__ import annotations

from collections.abc import Iterator

from scipy import fft

from tests.rules.cases.fft import NORMS, T3, C, U, V, W, X, Z
from tests.rules.checking import Case

OF_COMPLEX = (fft.fft, fft.ifft)
OF_REAL = (fft.rfft, fft.ihfft)
TO_REAL = (fft.irfft, fft.hfft)
IN_PLANES = (fft.fft2, fft.ifft2, fft.rfft2, fft.irfft2, fft.hfft2, fft.ihfft2)
IN_SPACE = (fft.fftn, fft.ifftn, fft.rfftn, fft.irfftn, fft.hfftn, fft.ihfftn)
TRIGONOMETRIC = (fft.dct, fft.dst, fft.idct, fft.idst)
IN_SPACE_TOO = (fft.dctn, fft.dstn, fft.idctn, fft.idstn)


def _cases() -> Iterator[Case]:
    for fn in (*OF_COMPLEX, *OF_REAL, *TO_REAL):
        x, matrix = (V, X) if fn in OF_REAL else (U, C)
        yield Case(fn, (x,))
        yield Case(fn, (V,))
        for n in (3, 4, 7, 10):
            yield Case(fn, (x, n))
        for norm in NORMS:
            yield Case(fn, (x,), {"norm": norm})
        yield Case(fn, (matrix,), {"axis": 0, "n": 5, "workers": 1})
    for fn in (*IN_PLANES, *IN_SPACE):
        matrix, solid = (X, T3.real) if fn in (fft.rfft2, fft.rfftn, fft.ihfft2, fft.ihfftn) else (C, T3)
        yield Case(fn, (matrix,))
        yield Case(fn, (solid,))
        yield Case(fn, (matrix, (4, 5)), {"axes": (0, 1), "norm": "ortho"})
        yield Case(fn, (solid,), {"axes": (2, 0), "workers": 1})
    for fn in (fft.fftshift, fft.ifftshift):
        yield Case(fn, (U,))
        yield Case(fn, (C, 0))
    for fn in TRIGONOMETRIC:
        for kind in (1, 2, 3, 4):
            for norm in NORMS:
                yield Case(fn, (V, kind), {"norm": norm})
            yield Case(fn, (X, kind), {"axis": 0})
        yield Case(fn, (W,), {"n": 6})
        yield Case(fn, (W,), {"n": 3, "norm": "ortho", "orthogonalize": True})
        yield Case(fn, (Z,))
    for fn in IN_SPACE_TOO:
        yield from (Case(fn, (X, kind), {"norm": "ortho"}) for kind in (1, 2, 3, 4))
        yield from (Case(fn, (X, 2), {"norm": norm}) for norm in NORMS)
        yield Case(fn, (X,), {"axes": 1, "s": 5})
        yield Case(fn, (T3.real,), {"axes": (0, 2), "workers": 1})
    for fn in (fft.fht, fft.ifht):
        # whole numbers, as a transform has no derivative in its parameters
        yield Case(fn, (X, 1, 0, 1))
        yield Case(fn, (T3.real, 1, 1), {"offset": 1, "bias": 1})


CASES = list(_cases())
