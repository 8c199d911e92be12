"""The gradient of

    def early_return(x):
        if x < 0:
            return x * x
        y = np.sin(x)
        return y * x
"""

def early_return_grad(x, *, out_bar=1.0):
    branch = x < 0
    if not branch:
        y = np.sin(x)
    if branch:
        # return x * x
        x_bar = 2.0 * x * out_bar
    else:
        # return y * x
        y_bar = out_bar * x
        x_bar = out_bar * y
        # y = np.sin(x)
        x_bar += y_bar * np.cos(x)
    return x_bar
