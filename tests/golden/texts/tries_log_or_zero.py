"""The gradient of

    def log_or_zero(x):
        try:
            y = math.log(x)
        except ValueError:
            y = 0.0
        return y * x
"""

def log_or_zero_grad(x, *, out_bar=1.0):
    try:
        y = math.log(x)
        caught = False
    except ValueError:
        y = 0.0
        caught = True
    # return y * x
    y_bar = out_bar * x
    x_bar = out_bar * y
    if not caught:
        # y = math.log(x)
        x_bar += y_bar / x
    return x_bar
