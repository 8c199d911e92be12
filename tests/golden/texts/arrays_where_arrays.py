"""The gradient of

    def where_arrays(x):
        return np.sum(np.where(x > 0, x * x, np.sin(x)))
"""

def where_arrays_grad(x, *, out_bar=1.0):
    # return np.sum(np.where(x > 0, x * x, np.sin(x)))
    x_bar = np.where(x > 0, 2.0 * out_bar * x, out_bar * np.cos(x))
    return x_bar
