"""try, except, else, finally: which way was taken is known again on the way back."""

import math

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread

BOTH = [*floats(0.7), at(-0.7, label="raises")]


@program(BOTH)
def log_or_zero(x):
    try:
        y = math.log(x)
    except ValueError:
        y = 0.0
    return y * x


@program(BOTH)
def returned_from_both(x):
    try:
        return math.log(x)
    except ValueError:
        return x * x


@program(BOTH)
def body_returns(x):
    try:
        return math.sqrt(x) * x
    except ValueError:
        pass
    return x * x * x


@program(BOTH)
def handler_returns(x):
    try:
        y = math.log(x)
        z = math.sqrt(x)
    except ValueError:
        return x * x
    return y * z


@program(BOTH)
def kept_before(x):
    y = x * x
    try:
        y = y * math.log(x)
    except ValueError:
        pass
    return y * x


@program(BOTH)
def with_else(x):
    try:
        y = math.log(x)
    except ValueError:
        y = x
    else:
        y = y * x
    return y * y


@program(BOTH)
def value_unused(x):
    try:
        math.log(x)
        y = 2.0 * x * x
    except ValueError:
        y = 3.0 * x
    return y * x


@program(BOTH)
def dead_name(x):
    try:
        s = math.log(x)  # noqa: F841
        y = 2.0 * x
    except ValueError:
        y = 3.0 * x
    return y * x


@program(at(0.7), at(-0.7, label="ValueError"), at(0.4, label="other", main=False))
def several_clauses(x):
    try:
        y = math.sqrt(x) / (x - 1.0)
    except ValueError:
        y = x * x
    except (ZeroDivisionError, OverflowError):
        y = 5.0 * x
    return y * x


@program(at(0.7, 0), at(0.7, 1, label="one"), at(0.7, 2, label="two"), at(0.7, 3, label="three"), wrt=[0])
def clause_by_clause(x, k):
    try:
        if k == 1:
            raise ValueError("one")
        if k == 2:
            raise KeyError("two")
        if k == 3:
            raise ZeroDivisionError
        y = x * x
    except ValueError:
        y = 2.0 * x * x
    except KeyError as error:
        print("missing", error)
        y = 3.0 * x * x
    except ArithmeticError:
        y = 4.0 * x * x
    return y * x


@program(BOTH)
def named_exception(x):
    try:
        y = math.log(x)
    except ValueError as error:
        print(f"no logarithm: {error}")
        y = x * x
    return y * x


@program(BOTH)
def bare_except(x):
    try:
        y = math.log(x)
    except:  # noqa: E722
        y = x * x
    return y * x


@program(BOTH)
def raised_in_body(x):
    try:
        if x < 0.0:
            raise ValueError("negative")
        y = x * x
    except ValueError:
        y = -x
    return y * x


@program(floats(0.7))
def always_raised(x):
    try:
        raise RuntimeError("not today")
    except RuntimeError:
        y = x * x
    return y * x


@program(BOTH)
def raised_in_call(x):
    def root(v):
        if v < 0.0:
            raise ArithmeticError("negative")
        return math.sqrt(v)

    try:
        y = root(x) * x
    except ArithmeticError:
        y = root(-x)
    return y * x


def guarded_log(v, otherwise):
    try:
        return math.log(v)
    except ValueError:
        return otherwise * v


@program(BOTH)
def called(x):
    return guarded_log(x, 2.0) * x + guarded_log(2.0 * x, x)


@program(BOTH)
def nested(x):
    try:
        try:
            y = math.log(x)
        except ZeroDivisionError:
            y = 1.0
        z = y * y
    except ValueError:
        z = x * x
    return z * x


@program(BOTH)
def nested_in_handler(x):
    try:
        y = math.log(x)
    except ValueError:
        try:
            y = math.log(-x) * x
        except ValueError:
            y = 0.0
    return y * x


@program(at(0.7), at(-0.7, label="raises again"), at(-2.0, label="raises once", main=False))
def raised_again(x):
    try:
        try:
            y = math.log(x)
        except ValueError:
            if x > -1.0:
                raise
            y = x
    except ValueError:
        y = x * x
    return y * x


@program(BOTH)
def raised_from(x):
    try:
        try:
            y = math.log(x)
        except ValueError as error:
            raise ArithmeticError("no logarithm") from error
    except ArithmeticError as error:
        print(error)
        y = x * x
    return y * x


@program(floats(0.7))
def handler_raises(x):
    try:
        y = math.log(x)
    except ValueError as error:
        raise ArithmeticError("no logarithm") from error
    return y * x


@program(floats(0.7))
def handler_raises_again(x):
    try:
        y = math.log(x)
    except ValueError:
        print("no logarithm")
        raise
    return y * x


# --- loops ------------------------------------------------------------------------------------------------------


@program(at(signed(5)), at(spread(4), label="none raises"), at(-spread(3), label="all raise", main=False))
def summed_where_possible(xs):
    s = 0.0
    for v in xs:
        try:
            s += math.log(v)
        except ValueError:
            pass
    return s


@program(at(signed(5)))
def counted_failures(xs):
    s, failures = 0.0, 0
    for v in xs:
        try:
            s += math.log(v) * v
        except ValueError:
            failures += 1
    return s * failures


@program(at(signed(6)))
def continued(xs):
    s = 0.0
    for v in xs:
        try:
            y = math.sqrt(v)
        except ValueError:
            continue
        s = s * 0.9 + y * v
    return s


@program(at(signed(6)), at(spread(4), label="to the end"))
def broken_off(xs):
    s = 1.0
    for v in xs:
        try:
            y = math.sqrt(v)
        except ValueError:
            break
        s = s * y + v
    return s


@program(at(0.7, 6), at(1.9, 8, label="raises"))
def newton(x, n):
    for _ in range(n):
        try:
            x = x - (x * x - 0.3) / (2.0 * x * float(x < 1.5))
        except ZeroDivisionError:
            x = 0.5 * x
    return x


@program(at(signed(6)), at(spread(4), label="to the end"))
def returned_from_loop(xs):
    s = 1.0
    for v in xs:
        try:
            s = s * math.sqrt(v) + v
        except ValueError:
            return s * v
    return s * s


@program(at(signed(6)), at(spread(4), label="to the end"))
def loop_inside(xs):
    try:
        s = 1.0
        for v in xs:
            s = s * math.sqrt(v) + v
    except ValueError:
        s = xs[0] * xs[1]
    return s * s


@program(at(signed(6)), at(spread(4), label="to the end"))
def loop_inside_returns(xs):
    try:
        s = 1.0
        for v in xs:
            if v > 1.2:
                return s * v
            s = s * math.sqrt(v) + v
    except ValueError:
        return xs[0] * xs[1]
    return s * s


@program(at(0.7, 4), at(0.7, 40, label="raises"))
def while_inside(x, n):
    y = x
    try:
        k = 0
        while k < n:
            y = y * y + 1.0
            k += 1
            if k > 5:
                raise OverflowError("too many")
        z = y
    except OverflowError:
        z = x * x
    return z * x


@program(at(signed(5)))
def both_exits_in_body(xs):
    s = 0.0
    for v in xs:
        try:
            if v > 1.0:
                break
            if v < -1.0:
                continue
            s += math.log(v)
        except ValueError:
            s += v * v
        s *= 1.1
    return s


@program(at(signed(4)))
def searched(xs):
    for v in xs:
        try:
            y = math.log(v)
        except ValueError:
            continue
        else:
            break
    else:
        y = 1.0
    return y * xs[0]


@program(at(signed(3), signed(4)))
def nested_loops(xs, ys):
    s = 0.0
    for x in xs:
        t = x
        for y in ys:
            try:
                t = t * 0.5 + math.sqrt(x * y)
            except ValueError:
                t = t * y
        s += t * t
    return s


# --- arrays -----------------------------------------------------------------------------------------------------


@program(at(np.array([[2.0, 0.3], [0.3, 1.0]])), at(np.array([[1.0, 2.0], [2.0, 1.0]]), label="not definite"))
def cholesky_or_eigenvalues(a):
    m = (a + a.T) / 2.0
    try:
        factor = np.linalg.cholesky(m)
    except np.linalg.LinAlgError:
        factor = m * m
    return np.sum(factor * a)


@program(at(spread(4), 2), at(spread(4), 7, label="raises"))
def item_or_last(x, k):
    try:
        y = x[k]
    except IndexError:
        y = x[-1] * x[0]
    return y * x[1]


@program(at(spread(4)), at(signed(4), label="raises"))
def filled(x):
    y = np.zeros_like(x)
    for i in range(len(x)):
        try:
            y[i] = math.log(x[i])
        except ValueError:
            y[i] = x[i] * x[i]
    return np.sum(y * x)


@program(at(spread(4)), at(signed(4), label="raises"))
def store_last(x):
    y = x * 2.0
    try:
        y[1] = math.sqrt(x[1]) * y[0]
    except ValueError:
        print("kept")
    return np.sum(y * x)


@program(at(spread(4)), at(signed(4), label="raises"))
def vector_or_scaled(x):
    try:
        scale = math.sqrt(x[0] * x[1])
        y = x / scale
    except ValueError:
        y = 2.0 * x * x
    return np.sum(y * x)


@program(over(lambda n: (spread(n), spread(n, skip=3)), 3), at(spread(3), spread(4), label="raises"))
def shapes_that_fit(a, b):
    try:
        c = a * b
    except ValueError:
        return np.sum(a) * np.sum(b)
    return np.sum(c * a)


@program(BOTH)
def value_of_else_only(x):
    y = 2.0 * x
    try:
        math.log(x)
    except ValueError:
        print("no logarithm")
    else:
        y = y * x
    return y * x


@program(BOTH)
def same_on_both_ways(x):
    try:
        y = math.log(x) * 0.0 + x * x
    except ValueError:
        y = x * x
    return y


@program(BOTH)
def old_value_in_handler(x):
    y = math.exp(x)
    z = y
    try:
        y = y * math.log(x)
    except ValueError:
        z = y * y
    return y * z


# --- finally ----------------------------------------------------------------------------------------------------


@program(floats(0.7))
def finally_alone(x):
    try:
        y = math.log(x)
    finally:
        print("done")
    return y * x


@program(BOTH)
def finally_after_handler(x):
    n = 1
    try:
        y = math.log(x)
    except ValueError:
        y = x * x
    else:
        y = y * x
    finally:
        n = n + 1
        print("done", n)
    return y * x * n


@program(floats(0.7))
def active_finally(x):
    z = x * x
    try:
        y = math.log(x)
    finally:
        z = z * x
    return y * z


@program(at(signed(5)))
def finally_in_loop(xs):
    s, rounds = 0.0, 0
    for v in xs:
        try:
            if v < 0.0:
                continue
            if v > 1.2:
                break
            s += math.log(v)
        finally:
            rounds += 1
        s = s * 1.1
    return s * rounds


@program(BOTH)
def returned_through_finally(x):
    try:
        if x < 0.0:
            return x * x
        y = math.log(x)
    finally:
        print("leaving")
    return y * x


@program(BOTH)
def nested_finally(x):
    try:
        try:
            y = math.log(x)
        finally:
            print("inner")
        z = y * y
    except ValueError:
        z = x * x
    finally:
        print("outer")
    return z * x


# --- what is known to raise -------------------------------------------------------------------------------------


@program(at(0.7, {"w": 3.0}), wrt=[0])
def missing_keys(x, p):
    total = x
    for name in ("a", "w"):
        try:
            total += p[name] * x
        except KeyError:
            total += x * x
    return total * x


@program(floats(0.7))
def no_such_item(x):
    pair = (x, x * x)
    try:
        y = pair[2]
    except IndexError:
        y = pair[1] * x
    return y


@program(at(0.7, "a"), at(0.7, "1.5", label="number"), wrt=[0])
def no_number(x, text):
    try:
        k = float(text)
    except ValueError:
        k = 2.0
    return k * x * x


@program(BOTH)
def known_in_handler(x):
    y = x
    try:
        y = 3.0 * x * x
        z = math.log(x)
    except ValueError:
        z = y
    return y * z


@program(at(1.3, 2), at(1.3, 5, label="raises"))
def raised_and_caught_at_once(x, n):
    """A raise that is caught where it stands decides between two ways."""
    try:
        if n > 3:
            raise KeyError(n)
        y = x * x
    except ValueError:
        y = x
    except (KeyError, TypeError):
        y = 3.0 * x
    else:
        y = y * x
    return y * y


@program(at(1.3, 4), at(0.4, 4, label="to the end", main=False))
def raised_and_caught_in_a_loop(x, n):
    s = 0.0
    for k in range(n):
        try:
            if k == 2:
                raise ValueError
            if s > 2.0:
                break
            s += x * x
        except ValueError:
            continue
        s *= 2.0
    return s
