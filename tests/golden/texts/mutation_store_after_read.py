"""The gradient of

    def store_after_read(x):
        y = x * 2.0
        w = y * y
        y[0] = 5.0
        return np.sum(w * y)
"""

def store_after_read_grad(x, *, out_bar=1.0):
    y = x * 2.0
    w = y * y
    y_1 = y.copy()
    y_1[0] = 5.0
    # return np.sum(w * y)
    w_bar = out_bar * y_1
    y_bar = out_bar * w
    # y[0] = 5.0
    y_bar[0] = 0.0
    # w = y * y
    y_bar += 2.0 * y * w_bar
    # y = x * 2.0
    x_bar = 2.0 * y_bar
    return x_bar
