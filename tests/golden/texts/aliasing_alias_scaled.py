"""The gradient of

    def alias_scaled(x):
        y = x * 1.0
        z = y
        z *= 2.0
        return np.sum(y * x)
"""

def alias_scaled_grad(x, *, out_bar=1.0):
    y = x * 1.0
    y *= 2.0
    # return np.sum(y * x)
    y_bar = out_bar * x
    x_bar = out_bar * y
    # z *= 2.0
    y_bar = 2.0 * y_bar
    # y = x * 1.0
    x_bar += y_bar
    return x_bar
