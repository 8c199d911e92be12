"""if, elif, else, conditional expressions, and, or, not, chained comparison."""

import math

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread


@program(floats(1.3), at(-0.8, label="negative"))
def two_arms(x):
    if x > 0:
        y = x * x
    else:
        y = -x
    return x * y


@program(floats(1.3), at(-0.8, label="negative"))
def one_arm(x):
    y = x * x
    if x > 0:
        y = y * x
    return y + x


@program(floats(0.4), at(1.6, label="middle"), at(3.0, label="high"), at(-1.0, label="low"))
def elif_chain(x):
    if x < 0.0:
        y = x**3
    elif x < 1.0:
        y = x**2
    elif x < 2.0:
        y = np.sin(x)
    else:
        y = 4.0
    return y * x


@program(floats(0.4, 0.9), at(0.9, 0.4, label="other"), at(-0.9, 0.4, label="third"))
def nested_ifs(x, y):
    z = x
    if x > 0:
        if y > x:
            z = z * y
        else:
            z = z + y * y
        z = z * x
    elif y > 0:
        z = z * y * y
    return z


@program(floats(0.4), at(1.4, label="other"))
def assigned_in_one_arm_only(x):
    if x > 1.0:
        extra = x * x
    y = x + 1.0
    if x > 1.0:
        y = y * extra
    return y


@program(floats(0.4), at(1.4, label="other"))
def arm_does_not_touch(x):
    y = 3.0
    if x > 1.0:
        y = x * x
    return y


@program(floats(0.4), at(1.4, label="other"))
def empty_arm(x):
    if x > 1.0:
        pass
    else:
        x = x * x
    return x


@program(floats(0.4, 0.7), at(1.4, 0.7, label="other"))
def swap_in_arm(x, y):
    if x > 1.0:
        x, y = y, x
    return x * x * y


@program(floats(0.4), at(1.4, label="other"))
def overwritten_after(x):
    if x > 1.0:
        y = np.exp(x)
    else:
        y = np.sin(x)
    y = x * x
    return y


@program(floats(0.4), at(1.4, label="other"))
def conditional_expression(x):
    y = x * x if x > 1.0 else np.sin(x)
    return y * x


@program(floats(0.4), at(1.4, label="other"), at(2.4, label="third"))
def nested_conditional_expressions(x):
    return x if x < 1.0 else x * x if x < 2.0 else x**3


@program(floats(0.4, 0.7), at(1.4, 0.7, label="other"))
def conditional_inside_expression(x, y):
    return x * (y if x > 1.0 else -y * y) + (1.0 if y > 0 else x)


@program(floats(-1.0), at(0.5, label="small"), at(4.0, label="large"))
def short_circuit(x):
    if x > 0 and math.log(x) > 1.0:
        return x * x
    return 3.0 * x


@program(floats(-1.0), at(0.5, label="small"), at(4.0, label="large"))
def short_circuit_or(x):
    if x <= 0 or math.sqrt(x) > 1.5:
        y = x * x
    else:
        y = math.sqrt(x)
    return y


@program(floats(0.6), at(1.5, label="above"), at(-0.5, label="below"))
def chained_comparison(x):
    if 0.0 < x < 1.0:
        return x * x
    return 2.0 * x


@program(floats(0.6, 0.9), at(0.9, 0.6, label="other"), at(1.9, 2.6, label="third"))
def comparison_chain_of_three(x, y):
    z = x * y
    if 0.0 < x <= y < 2.0:
        z = z * x
    return z


@program(floats(0.6), at(1.5, label="other"))
def negation(x):
    if not x > 1.0:
        y = x * x
    else:
        y = x
    return y * y


@program(floats(0.6, 0.2), at(-0.6, 0.2, label="second"), at(0.6, -0.2, label="third"))
def mixed_logic(x, y):
    if (x > 0 and y > 0) or not (x < 0 or y < 0):
        z = x * y
    else:
        z = x - y
    return z * z


@program(floats(0.6), at(1.6, label="other"))
def condition_as_value(x):
    high = x > 1.0
    low = not high
    y = x * x
    if high:
        y = y * x
    if low:
        y = y + 1.0
    return y


@program(floats(0.6), at(1.6, label="other"))
def condition_changes_later(x):
    if x > 1.0:
        y = 2.0 * x
    else:
        y = 3.0 * x
    x = -x
    return x * y


@program(floats(0.6))
def value_of_or(x):
    y = x or 2.0
    return y * 3.0


@program(floats(0.6, 0.4))
def value_of_and(x, y):
    z = x and y
    return z * x


@program(floats(0.6), at(1.6, label="other"))
def if_with_walrus(x):
    if (y := x * x) > 1.0:
        return y * x
    return y


@program(floats(0.6, True), at(0.6, False, label="off"), wrt=(0,))
def flag_parameter(x, flag):
    if flag:
        return x * x
    return np.sin(x)


@program(floats(0.6, "square"), at(0.6, "sine", label="sine"), wrt=(0,))
def string_parameter(x, mode):
    if mode == "square":
        return x * x
    return np.sin(x)


@program(floats(0.6, None), at(0.6, 0.3, label="given"), wrt=(0,))
def none_parameter(x, y=None):
    if y is None:
        y = x * x
    return y * x


@program(floats(0.6, 3), at(0.6, 2, label="even"), wrt=(0,))
def integer_condition(x, n):
    if n % 2:
        return x**n
    return -(x**n)


@program(floats(0.6), at(1.6, label="other"))
def serial_ifs(x):
    y = x
    if x > 1.0:
        y = y * x
    if y > 0.5:
        y = y + x * x
    else:
        y = y - x
    if y < 10.0:
        y = np.sin(y)
    return y


@program(floats(0.6), at(1.6, label="other"))
def different_kinds_in_arms(x):
    if x > 1.0:
        y = 0
    else:
        y = x * x
    return y + x


@program(over(lambda n: (signed(n),), 3, least=1))
def branch_on_an_entry(x):
    if x[0] > 0:
        y = x * x
    else:
        y = np.sin(x)
    return np.sum(y)


@program(over(lambda n: (spread(n),), 3), at(-spread(3), label="negative"))
def branch_on_a_sum(x):
    total = np.sum(x)
    if total > 1.0:
        return total * total
    elif total > -1.0:
        return 2.0 * total
    else:
        return np.sum(np.exp(x))


@program(at(spread(3), True), at(spread(3), False, label="off"))
def arm_makes_array(x, flag):
    y = np.zeros(3)
    if flag:
        y = x * x
    return np.sum(y * x)


@program(at(spread(3), 1), at(spread(3), 0, label="none"), at(np.zeros(0), 0, label="empty", main=False))
def branch_on_length(x, n):
    if len(x) > 2 and n:
        return x[2] * x[0]
    return np.sum(x) * 2.0


@program(floats(0.6), at(-0.6, label="other"))
def abs_min_max(x):
    return abs(x) * min(x, 0.5) + max(x, 0.1, x * x)


@program(floats(0.6, 0.2, 0.9))
def min_max_of_three(x, y, z):
    return max(x, y, z) * min(x, y, z) + max(x * y, z) ** 2


@program(at(0.6, 2.0, label="inside"), at(3.0, 2.0, label="above"), at(-3.0, 2.0, label="below"))
def hand_written_clip(x, limit):
    if x > limit:
        x = limit
    elif x < -limit:
        x = -limit
    return x * x


@program(at(spread(3), 2), at(spread(3), 1, label="other"), wrt=[0])
def array_made_beside_a_raise(x, n):
    z = x * 2.0
    if n < 0:
        raise ValueError("n")
    else:
        if n > 1:
            z = np.sin(z) + z
    return np.sum(z * x)
