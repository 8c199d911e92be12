"""The gradient of

    def dot_by_loop(x, y):
        s = 0.0
        for i in range(len(x)):
            s += x[i] * y[i]
        return s
"""

def dot_by_loop_grad(x, y, *, out_bar=1.0):
    x_bar = np.zeros(x.shape)
    y_bar = np.zeros(y.shape)
    for i in range(len(x)):
        # s += x[i] * y[i]
        x_bar[i] = out_bar * y[i]
        y_bar[i] = out_bar * x[i]
    return x_bar, y_bar
