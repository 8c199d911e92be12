"""The gradient of

    def walked(x, n):
        s = 0.0
        for p in powers(x, n):
            s += p * p
        return s
"""

def walked_grad(x, n, *, out_bar=1.0):
    y = 1.0
    tape = []
    for _ in range(n):
        tape.append(y)
        y *= x
    y_bar = 0.0
    x_bar = 0.0
    for y in reversed(tape):
        # powers: y *= x
        x_bar += y_bar * y
        y_bar *= x
        # s += p * p
        y_bar += 2.0 * y * out_bar
    return x_bar
