"""A real number is made complex only where nothing else would do it."""

import numpy as np

from srcad import grad


def text(f, *args):
    return grad(f).source_for(*args)


def test_a_sum_with_a_complex_number_promotes_by_itself() -> None:
    found = text(lambda z: np.sum(z.real**2 + z.imag**2), np.ones(3, complex))
    assert "astype" not in found


def test_a_product_with_a_complex_number_promotes_by_itself() -> None:
    found = text(lambda z: (z * z).real, 1 + 2j)
    assert "complex(" not in found


def test_what_is_returned_is_converted() -> None:
    f = lambda z: np.sum(np.sin(z.real))
    z = np.ones(3, complex)
    assert "astype('complex128')" in text(f, z)
    assert grad(f)(z).dtype == np.complex128


def test_a_conversion_used_twice_is_made_once() -> None:
    f = lambda z, w: np.sum(np.sin((z * w).real))
    z, w = np.array([1 + 2j, 0.5 - 1j]), np.array([0.3 - 1j, 2 + 0.1j])
    found = grad(f, argnums=(0, 1)).source_for(z, w)
    assert found.count("astype") == 1
    z_bar, w_bar = grad(f, argnums=(0, 1))(z, w)
    np.testing.assert_allclose(z_bar, np.cos((z * w).real) * w)
    np.testing.assert_allclose(w_bar, np.cos((z * w).real) * z)
