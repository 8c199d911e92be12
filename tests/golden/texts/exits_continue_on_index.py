"""The gradient of

    def continue_on_index(x, n):
        y = x
        for i in range(n):
            if i % 2 == 1:
                continue
            y = y * x + i
        return y
"""

def continue_on_index_grad(x, n, *, out_bar=1.0):
    tape = []
    y = x
    for i in range(n):
        branch = i % 2 == 1
        tape.append((y, branch))
        if not branch:
            y = y * x + i
    y_bar = out_bar
    x_bar = 0.0
    for y, branch in reversed(tape):
        if not branch:
            # y = y * x + i
            x_bar += y_bar * y
            y_bar *= x
    x_bar += y_bar
    return x_bar
