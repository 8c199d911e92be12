"""The gradient of

    def conditional_expression(x):
        y = x * x if x > 1.0 else np.sin(x)
        return y * x
"""

def conditional_expression_grad(x, *, out_bar=1.0):
    branch = x > 1.0
    if branch:
        y = x * x
    else:
        y = np.sin(x)
    # return y * x
    y_bar = out_bar * x
    x_bar = out_bar * y
    if branch:
        # y = x * x if x > 1.0 else np.sin(x)
        x_bar += 2.0 * x * y_bar
    else:
        # y = x * x if x > 1.0 else np.sin(x)
        x_bar += y_bar * np.cos(x)
    return x_bar
