"""The gradient of

    def left_early(x, n):
        s = 0.0
        for p in powers(x, n):
            if p < 0.2:
                break
            s += p * p
        return s
"""

def left_early_grad(x, n, *, out_bar=1.0):
    y = 1.0
    tape = []
    for _ in range(n):
        branch = y < 0.2
        tape.append(y)
        if branch:
            break
        y *= x
    y_bar = 0.0
    x_bar = 0.0
    for y in reversed(tape):
        # if p < 0.2:
        branch = y < 0.2
        if not branch:
            # powers: y *= x
            x_bar += y_bar * y
            y_bar *= x
        if not branch:
            # s += p * p
            y_bar += 2.0 * y * out_bar
    return x_bar
