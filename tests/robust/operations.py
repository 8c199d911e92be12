"""Each operation of the language on two arguments of any kind: most kinds do not fit, and must be refused in words."""

# ruff: noqa: E741, F841, PLC3002, RUF059


def item(x, a):
    return x[a]


def item_and_zero(x, a):
    return x[a, 0]


def slice_from(x, a):
    return x[a:]


def slice_by(x, a):
    return x[::a]


def item_of_last_axis(x, a):
    return x[..., a]


def store_at(x, a):
    x[a] = 1.0
    return x


def store_value(x, a):
    x[0] = a
    return x


def add_at_zero(x, a):
    x[0] += a
    return x


def multiply_at(x, a):
    x[a] *= a
    return x


def add_in_place(x, a):
    x += a
    return x


def power_in_place(x, a):
    x **= a
    return x


def matmul_in_place(x, a):
    x @= a
    return x


def floor_in_place(x, a):
    x //= a
    return x


def add(x, a):
    return x + a


def multiply(x, a):
    return x * a


def multiply_reversed(x, a):
    return a * x


def matmul(x, a):
    return x @ a


def power(x, a):
    return x**a


def modulo(x, a):
    return x % a


def floor(x, a):
    return x // a


def shift(x, a):
    return x << a


def bit_and(x, a):
    return x & a


def less(x, a):
    return x < a


def between(x, a):
    return 0.0 < x < a


def equal(x, a):
    return x == a


def contained(x, a):
    return x in a


def same(x, a):
    return x is a


def not_same(x, a):
    return x is not a


def and_(x, a):
    return x and a


def or_(x, a):
    return x or a


def not_(x, a):
    return not x


def negative(x, a):
    return -x


def inverted(x, a):
    return ~x


def if_other(x, a):
    if a:
        x = 2.0 * x
    return x


def if_itself(x, a):
    if x:
        y = a
    else:
        y = x
    return y


def either_by_other(x, a):
    return x if a else 1.0


def either_by_itself(x, a):
    return x if x else a


def while_less(x, a):
    while x < 3:
        x = a
    return x


def while_other(x, a):
    while a:
        x = x * 2
    return x


def for_sum(x, a):
    s = 0.0
    for t in a:
        s += t * x
    return s


def for_pairs(x, a):
    s = 0.0
    for t, u in a:
        s += t * u
    return s


def for_range(x, a):
    for i in range(a):
        x = x * a
    return x


def for_enumerate_zip(x, a):
    for i, (t, u) in enumerate(zip(x, a)):
        x = t * u
    return x


def for_reversed(x, a):
    for t in reversed(a):
        x = t
    return x


def for_steps(x, a):
    for i in range(0, a, a):
        x = x * a
    else:
        return a
    return x


def unpack(x, a):
    b, c = a
    return b * x


def unpack_nested(x, a):
    (b, c), d = (a, x)
    return b * x


def starred(x, a):
    return max(*a, x)


def call(x, a):
    return a(x)


def call_keywords(x, a):
    return abs(**a)


def format_spec(x, a):
    print(f"{x:{a}}", end="")
    return x


def format_text(x, a):
    print(f"{x!r}{a}", end="")
    return x


def assert_(x, a):
    assert a, x
    return x


def raise_(x, a):
    raise a


def raise_maybe(x, a):
    if x:
        raise ValueError(a)
    return x


def append_in_loop(x, a):
    l = []
    for i in range(3):
        l.append(a)
    return l[0]


def append_once(x, a):
    l = [a]
    l.append(x)
    return l


def append_to_argument(x, a):
    a.append(x)
    return a


def append_pairs(x, a):
    l = []
    for t in a:
        l.append((t, x))
    s = 0.0
    for p, q in l:
        s += p * q
    return s


def closure(x, a):

    def g(t):
        return t * a

    return g(x)


def lambda_default(x, a):
    return (lambda t, u=a: t * u)(x)


def dict_key(x, a):
    return {a: x}


def dict_unpacked(x, a):
    return {"k": x, **a}


def tuple_unpacked(x, a):
    return (x, *a)


def walrus(x, a):
    return (y := a) * x


def delete(x, a):
    del x
    return a


def shape(x, a):
    return x.shape


def transposed(x, a):
    return x.T * a


def no_attribute(x, a):
    return x.nonsense


def attributes(x, a):
    return (x.size, x.ndim, x.dtype)


def summed(x, a):
    return sum(a)


def nested_loops(x, a):
    while x < 2.0:
        for t in a:
            if t:
                break
            x = x + t
        else:
            continue
        return a
    return x


def recursion(x, a):
    return a if x < 1 else recursion(x - 1, a)


def recursion_without_end(x, a):
    return recursion_without_end(x, a)


def recursion_swapped(x, a):
    return (x, a) if x < 1 else recursion_swapped(a, x)


def maybe_none(x, a):
    if x > 1:
        return None
    return a


def maybe_unbound(x, a):
    if x > 1:
        y = a
    return y


def store_into_view(x, a):
    y = x[1:]
    y[a] = x[0]
    return x


def store_fancy(x, a):
    y = x * 1.0
    y[[0, 1]] = a
    return y


def swap_in_loop(x, a):
    for i in range(3):
        x, a = (a, x)
    return x


def wrap_in_loop(x, a):
    while x < 1:
        x, a = (a, (x,))
    return x


def sum_along(x, a):
    from_ = a
    return x.sum(from_)


def twice(x, a):
    return a * x


def twice_1(x, a):
    return twice(x, a) + twice(x, a + 1.0)


def twice_2(x, a):
    return twice_1(x, a) + twice_1(x, a + 2.0)


def twice_3(x, a):
    return twice_2(x, a) + twice_2(x, a + 4.0)
