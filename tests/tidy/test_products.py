"""Normal forms."""

from srcad.ir.core import Lit, Var
from srcad.ir.types import FLOAT, Array, Extent
from srcad.tidy.products import (
    Product,
    Sum,
    common_factor,
    like_terms,
    negated,
    over,
    product_of,
    quotient_of,
    split,
    times,
    with_quotients,
)

x, y, g = (Var(name, FLOAT) for name in "xyg")
A = Var("A", Array("float64", (Extent("n"),)))


def test_atoms():
    assert product_of(x) == Product(nums=(x,))
    assert product_of(Lit(-2)) == Product(True, 2.0)
    assert product_of(Lit(0.0)) == Product(nums=(Lit(0.0),))
    assert product_of(Lit(float("inf"))) == Product(nums=(Lit(float("inf")),))
    assert product_of(Lit(True)) == Product(nums=(Lit(True),))


def test_products():
    two_x = times(product_of(Lit(2.0)), product_of(x))
    assert times(product_of(g), two_x) == Product(factor=2.0, nums=(x, g))
    assert times(product_of(g), product_of(x)) == Product(nums=(g, x))
    assert over(product_of(g), Lit(-3.0), False) == Product(True, nums=(g,), dens=(Lit(3.0),))
    assert over(product_of(A), x, True) == Product(nums=(A,), array_dens=(x,))


def test_signs():
    assert negated(Sum((Product(nums=(x,)), Product(True, nums=(y,))))) == Sum(
        (Product(True, nums=(x,)), Product(nums=(y,)))
    )


def test_like_terms():
    gx, xg = Product(nums=(g, x)), Product(nums=(x, g))
    assert like_terms([gx, xg]) == [Product(factor=2.0, nums=(x, g))]
    assert like_terms([gx, Product(True, 3.0, (g, x))]) == [Product(True, 2.0, (x, g))]
    assert like_terms([gx, Product(True, nums=(x, g))]) == [gx, Product(True, nums=(x, g))]
    assert like_terms([product_of(x), product_of(Lit(0.0))]) == [product_of(x)]
    assert like_terms([product_of(Lit(0.0))]) == [product_of(Lit(0.0))]


def test_quotients():
    q = Var("q", FLOAT)
    known = {(g, y): Product(True, nums=(q,))}
    assert quotient_of(Product(True, nums=(g,), dens=(y,))) == (g, y)
    assert quotient_of(Product(nums=(g, x), dens=(y,))) is None
    assert with_quotients(Product(nums=(x, g), dens=(y, y)), known) == Product(True, nums=(x, q), dens=(y,))
    assert with_quotients(Product(nums=(g,), dens=(y,)), known) == Product(nums=(g,), dens=(y,))


def test_numbers_and_arrays():
    product = Product(True, 2.0, (A, x), (y,), (g,))
    assert split(product) == (Product(True, 2.0, (x,), (y,)), Product(nums=(A,), array_dens=(g,)))


def test_common_factors():
    assert common_factor([Product(nums=(g, x)), Product(True, nums=(y, g))]) == (
        Product(nums=(g,)),
        [Product(nums=(x,)), Product(True, nums=(y,))],
    )
    assert common_factor([Product(nums=(g,)), Product(nums=(g, x))]) is None
    assert common_factor([Product(nums=(x,)), Product(nums=(g,))]) is None
