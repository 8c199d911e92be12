"""The gradient of

    def data_dependent_branch(x, n):
        y = x
        for _ in range(n):
            if y > 1.0:
                y = y * 0.45
            elif y > 0.5:
                y = y * y + 0.4
            else:
                y = y + x
        return y
"""

def data_dependent_branch_grad(x, n, *, out_bar=1.0):
    tape = []
    y = x
    for _ in range(n):
        tape.append(y)
        if y > 1.0:
            y = y * 0.45
        elif y > 0.5:
            y = y * y + 0.4
        else:
            y = y + x
    y_bar = out_bar
    x_bar = 0.0
    for y in reversed(tape):
        if y > 1.0:
            # y = y * 0.45
            y_bar = 0.45 * y_bar
        elif y > 0.5:
            # y = y * y + 0.4
            y_bar = 2.0 * y * y_bar
        else:
            # y = y + x
            x_bar += y_bar
    x_bar += y_bar
    return x_bar
