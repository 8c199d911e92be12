"""The gradient of

    def break_on_value(x, n):
        y = x
        for i in range(n):
            y = y + x * x
            if y > 1.5:
                break
            y = y * 1.1
        return y * x
"""

def break_on_value_grad(x, n, *, out_bar=1.0):
    tape = []
    y = x
    for _ in range(n):
        y = y + x * x
        branch = y > 1.5
        tape.append(branch)
        if branch:
            break
        y = y * 1.1
    # return y * x
    y_bar = out_bar * x
    x_bar = out_bar * y
    for branch in reversed(tape):
        if not branch:
            # y = y * 1.1
            y_bar = 1.1 * y_bar
        # y = y + x * x
        x_bar += 2.0 * x * y_bar
    x_bar += y_bar
    return x_bar
