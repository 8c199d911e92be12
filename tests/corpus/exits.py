"""break, continue, early and multiple return, for/else, while/else."""

import math

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread


@program(floats(0.7), at(-0.7, label="other"))
def early_return(x):
    if x < 0:
        return x * x
    y = np.sin(x)
    return y * x


@program(floats(0.3), at(1.2, label="second"), at(2.2, label="third"), at(-0.3, label="fourth"))
def many_returns(x):
    if x < 0:
        return -x
    if x < 1:
        return x * x
    y = x * x * x
    if y > 5.0:
        return y
    y = y + 1.0
    return y * x


@program(floats(0.3, 0.7), at(-0.3, 0.7, label="second"), at(-0.3, -0.7, label="third"))
def return_in_every_arm(x, y):
    if x > 0:
        return x * y
    elif y > 0:
        return x + y * y
    else:
        return x


@program(floats(0.9, 6), at(0.2, 6, label="late"), at(0.9, 0, label="no trips"))
def break_on_value(x, n):
    y = x
    for i in range(n):
        y = y + x * x
        if y > 1.5:
            break
        y = y * 1.1
    return y * x


@program(floats(0.9, 6), at(0.2, 6, label="never"), at(0.9, 0, label="no trips"))
def break_at_once(x, n):
    y = x
    for i in range(n):
        if x > 0.5:
            break
        y = y * x + i
    return y


@program(floats(0.9, 6), at(0.9, 0, label="no trips", main=False))
def continue_on_index(x, n):
    y = x
    for i in range(n):
        if i % 2 == 1:
            continue
        y = y * x + i
    return y


@program(floats(0.9, 6))
def continue_on_value(x, n):
    y = x
    s = 0.0
    for i in range(n):
        y = y * 1.3
        if y > 2.0:
            y = y - 1.5 * x
            continue
        s = s + y * y
    return s + y


@program(floats(0.9, 5), at(0.2, 5, label="never"), at(0.9, 0, label="no trips"))
def return_from_loop(x, n):
    y = x
    for i in range(n):
        y = y * y + 0.3
        if y > 1.9:
            return y * i
    return y + x


@program(floats(0.9, 3, 3), at(0.4, 3, 3, label="falls through"), at(0.9, 0, 3, label="no outer"))
def return_from_nested_loops(x, n, m):
    s = 0.0
    for i in range(n):
        for j in range(m):
            s = s + x * (i + j)
            if s > 4.0:
                return s * s * x
        s = s * 0.9
    return s


@program(floats(0.9, 4), at(0.4, 4, label="not found"), at(0.9, 0, label="no trips"))
def for_else(x, n):
    y = x
    for i in range(n):
        y = y + 0.4 * x
        if y > 2.0:
            break
    else:
        y = y * y
    return y + x


@program(floats(0.9), at(1.95, label="break"))
def while_else(x):
    k = 0
    while x < 4.0:
        x = x * 1.7
        k += 1
        if 3.0 < x < 3.5:
            x = x * x
            break
    else:
        x = x + k
    return x * x


@program(floats(0.7))
def while_true(x):
    y = x
    while True:
        y = y * 1.4 + 0.1
        if y > 3.0:
            break
        y = y + x * 0.2
    return y


@program(floats(0.7))
def while_true_with_return(x):
    y = x
    while True:
        y = y * 1.4 + 0.1
        if y > 3.0:
            return y * y


@program(floats(0.7, 3, 4), at(1.4, 3, 4, label="larger"), at(0.7, 3, 0, label="no inner"))
def everything_at_once(x, n, m):
    s = 0.0
    for i in range(n):
        for j in range(m):
            if (i + j) % 3 == 1:
                continue
            x = x * math.cos(x) + 0.3 * j
            if x > 1.5:
                break
            s += x * x
        else:
            s = s * 1.1 + x
        if s > 9.0:
            return s * x
    return s


@program(floats(0.7, 5))
def break_and_continue(x, n):
    y = x
    for i in range(n):
        if i == 1:
            continue
        y = y + x * i
        if y > 3.0:
            y = y * x
            break
    return y


@program(floats(0.7, 4))
def break_inner_only(x, n):
    s = 0.0
    for i in range(n):
        t = x
        for j in range(n):
            t = t * 1.5
            if t > 2.0:
                break
        s = s + t * t
    return s


@program(floats(0.7, 4))
def break_under_two_ifs(x, n):
    y = x
    for i in range(n):
        if i > 0:
            y = y * 1.3
            if y > 1.2:
                y = y + x
                break
            y = y + 0.1
        y = y * x + 0.5
    return y


@program(floats(0.85, 4), at(0.3, 4, label="never"))
def return_inside_while_in_for(x, n):
    for i in range(n):
        k = 0
        while k < 3:
            x = x * 1.2
            k += 1
            if x > 1.6:
                return x * x + i
        x = x - 0.1
    return x


@program(floats(0.7), at(2.0, label="other"), at(3.0, label="third"))
def return_after_assignment_in_arms(x):
    if x < 1.0:
        y = x * x
    else:
        y = x
        if x > 2.5:
            return y * 2.0
        y = y * y * y
    return y + x


@program(over(lambda n: (spread(n), 0.9), 4), wrt=(0,))
def first_above(x, limit):
    for v in x:
        if v > limit:
            return v * v
    return 0.5 * np.sum(x)


@program(over(lambda n: (signed(n),), 4))
def product_until_negative(x):
    p = 1.0
    for i in range(len(x)):
        if x[i] < 0:
            break
        p = p * x[i]
    return p


@program(over(lambda n: (signed(n),), 4))
def sum_of_positive(x):
    s = 0.0
    for v in x:
        if v <= 0:
            continue
        s += v * v
    return s


@program(over(lambda n: (spread(n), 6), 3, least=1))
def iterate_to_tolerance(x, n):
    for _ in range(n):
        y = np.sqrt(x + 1.0)
        if np.max(np.abs(y - x)) < 0.02:
            break
        x = y
    return np.sum(x * x)


@program(over(lambda n, m: (signed(n, m),), 3, 2))
def continue_outer_by_flag(X):
    s = 0.0
    for row in X:
        found = False
        for v in row:
            if v > 1.0:
                found = True
                break
        if found:
            continue
        s = s + np.sum(row * row)
    return s


@program(floats(0.7), at(1.7, label="other"))
def nothing_after_return(x):
    if x > 1.0:
        return x * x
    else:
        return x
    return 3.0 * x


@program(floats(0.7, 5))
def last_iteration_breaks(x, n):
    y = x
    for i in range(n):
        y = y * x + 1.0
        if i == n - 1:
            break
    else:
        y = 0.0
    return y


@program(floats(0.7, 3))
def return_in_else_of_loop(x, n):
    for i in range(n):
        x = x * 1.1
        if x > 5.0:
            break
    else:
        return x * x
    return x


@program(floats(0.7, 4))
def loop_with_single_trip(x, n):
    y = x
    for i in range(n):
        y = y * x
        break
    return y


@program(floats(0.7))
def bisection(c):
    low, high = 0.0, 2.0
    for _ in range(8):
        middle = 0.5 * (low + high)
        if middle * middle * middle > c:
            high = middle
        else:
            low = middle
    x = low
    for _ in range(4):
        x = x - (x**3 - c) / (3.0 * x * x)
    return x


@program(at(0.43, 1.21), at(0.7, 1.21, label="first"), at(0.48, 1.21, label="second"))
def returned_in_a_returning_branch(x, y):
    if 0.5 < x:
        if y > 0.25:
            return np.tanh(y * -0.7)
        x = np.tanh(y * 0.5)
    x += 0.3 * x / (2.0 + x * x)
    if 0.5 < x:
        if y > 0.25:
            return np.tanh(y * -0.7)
        x = np.tanh(y * 0.5)
    return 0.3 * x + 0.5 * y
