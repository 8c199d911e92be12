"""The gradient of

    def lambda_over_active(x, y):
        scale = lambda t: t * x
        return scale(y) * scale(x)
"""

def lambda_over_active_grad(x, y, *, out_bar=1.0):
    # return scale(y) * scale(x)
    a_bar = out_bar * (x * x)
    # lambda t: t * x
    x_bar = 2.0 * x * (out_bar * (y * x)) + a_bar * y
    y_bar = a_bar * x
    return x_bar, y_bar
