"""The gradient of

    def for_else(x, n):
        y = x
        for i in range(n):
            y = y + 0.4 * x
            if y > 2.0:
                break
        else:
            y = y * y
        return y + x
"""

def for_else_grad(x, n, *, out_bar=1.0):
    stop1 = False
    y = x
    count = 0
    for _ in range(n):
        y = y + 0.4 * x
        stop1 = y > 2.0
        count += 1
        if stop1:
            break
    if not stop1:
        # y = y * y
        y_bar = 2.0 * y * out_bar
    else:
        y_bar = out_bar
    x_bar = out_bar
    for _ in range(count):
        # y = y + 0.4 * x
        x_bar += 0.4 * y_bar
    x_bar += y_bar
    return x_bar
