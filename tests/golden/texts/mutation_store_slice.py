"""The gradient of

    def store_slice(x):
        y = np.zeros(len(x))
        y[1:] = x[:-1] * x[1:]
        return np.sum(y * x)
"""

def store_slice_grad(x, *, out_bar=1.0):
    y = np.zeros(len(x))
    t = x[:-1]
    t_1 = x[1:]
    y[1:] = t * t_1
    # return np.sum(y * x)
    y_bar = out_bar * x
    x_bar = out_bar * y
    # y[1:] = x[:-1] * x[1:]
    a_bar = y_bar[1:]
    x_bar[1:] += a_bar * t
    x_bar[:-1] += a_bar * t_1
    return x_bar
