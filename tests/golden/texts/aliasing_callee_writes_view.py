"""The gradient of

    def callee_writes_view(x):
        y = x * x
        square_first(y[1:3])
        return np.sum(y * x)
"""

def callee_writes_view_grad(x, *, out_bar=1.0):
    y = x * x
    t = y[1:3][0]
    y[1:3][0] = t ** 2
    # return np.sum(y * x)
    y_bar = out_bar * x
    x_bar = out_bar * y
    # square_first: v[0] = v[0] ** 2
    y_bar[1:3][0] = 2.0 * t * y_bar[1:3][0]
    # y = x * x
    x_bar += 2.0 * x * y_bar
    return x_bar
