"""The gradient of

    def fixed_point(x, n):
        def iterate(fn, start):
            value = start
            for _ in range(n):
                value = fn(value)
            return value

        return iterate(lambda v: 0.5 * np.cos(v) + x, 1.0)
"""

def fixed_point_grad(x, n, *, out_bar=1.0):
    value = 1.0
    tape = []
    for _ in range(n):
        tape.append(value)
        value = 0.5 * np.cos(value) + x
    value_bar = out_bar
    x_bar = 0.0
    for value in reversed(tape):
        # lambda v: 0.5 * np.cos(v) + x
        x_bar += value_bar
        value_bar = -0.5 * value_bar * np.sin(value)
    return x_bar
