"""The gradient of

    def power_by_loop(x, n):
        y = 1.0
        for _ in range(n):
            y = y * x
        return y
"""

def power_by_loop_grad(x, n, *, out_bar=1.0):
    y = 1.0
    tape = []
    for _ in range(n):
        tape.append(y)
        y = y * x
    y_bar = out_bar
    x_bar = 0.0
    for y in reversed(tape):
        # y = y * x
        x_bar += y_bar * y
        y_bar *= x
    return x_bar
