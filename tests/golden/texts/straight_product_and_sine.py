"""The gradient of

    def product_and_sine(x, y):
        z = x * y
        return np.sin(z) + x
"""

def product_and_sine_grad(x, y, *, out_bar=1.0):
    z = x * y
    # return np.sin(z) + x
    z_bar = out_bar * np.cos(z)
    # z = x * y
    x_bar = out_bar + z_bar * y
    y_bar = z_bar * x
    return x_bar, y_bar
