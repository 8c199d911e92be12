"""The gradient of

    def fill_in_loop(x):
        y = np.zeros(len(x))
        for i in range(len(x)):
            y[i] = x[i] * x[i] * i
        return np.sum(y * x)
"""

def fill_in_loop_grad(x, *, out_bar=1.0):
    y = np.zeros(len(x))
    for i in range(len(x)):
        t = x[i]
        y[i] = t * t * i
    # return np.sum(y * x)
    y_bar = out_bar * x
    x_bar = out_bar * y
    for i in reversed(range(len(x))):
        # y[i] = x[i] * x[i] * i
        x_bar[i] += 2.0 * i * x[i] * y_bar[i]
    return x_bar
