"""The gradient of

    def overwritten_after(x):
        if x > 1.0:
            y = np.exp(x)
        else:
            y = np.sin(x)
        y = x * x
        return y
"""

def overwritten_after_grad(x, *, out_bar=1.0):
    # y = x * x
    x_bar = 2.0 * x * out_bar
    return x_bar
