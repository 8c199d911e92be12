"""The gradient of

    def two_arms(x):
        if x > 0:
            y = x * x
        else:
            y = -x
        return x * y
"""

def two_arms_grad(x, *, out_bar=1.0):
    branch = x > 0
    if branch:
        y = x * x
    else:
        y = -x
    # return x * y
    x_bar = out_bar * y
    y_bar = out_bar * x
    if branch:
        # y = x * x
        x_bar += 2.0 * x * y_bar
    else:
        # y = -x
        x_bar -= y_bar
    return x_bar
