"""The gradient of

    def slices(x):
        return np.sum(x[1:] * x[:-1]) + np.sum(x[::2]) + np.sum(x[::-1] * x)
"""

def slices_grad(x, *, out_bar=1.0):
    # return np.sum(x[1:] * x[:-1]) + np.sum(x[::2]) + np.sum(x[::-1] * x)
    x_bar = out_bar * x[::-1]
    x_bar[::-1] += out_bar * x
    x_bar[::2] += out_bar
    x_bar[:-1] += out_bar * x[1:]
    x_bar[1:] += out_bar * x[:-1]
    return x_bar
