"""The gradient of

    def fancy_repeats(x):
        y = x[[0, 2, 2, 2]]
        return np.sum(y * np.array([1.0, 2.0, 3.0, 4.0])) + y[1] * y[3]
"""

def fancy_repeats_grad(x, *, out_bar=1.0):
    t = [0, 2, 2, 2]
    y = x[t]
    y_bar = np.zeros(y.shape)
    # return np.sum(y * np.array([1.0, 2.0, 3.0, 4.0])) + y[1] * y[3]
    y_bar[3] = out_bar * y[1]
    y_bar[1] = out_bar * y[3]
    y_bar += out_bar * np.array([1.0, 2.0, 3.0, 4.0])
    x_bar = np.zeros(x.shape)
    # y = x[[0, 2, 2, 2]]
    np.add.at(x_bar, t, y_bar)
    return x_bar
