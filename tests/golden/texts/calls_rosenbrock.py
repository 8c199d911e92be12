"""The gradient of

    def rosenbrock(x):
        return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)
"""

def rosenbrock_grad(x, *, out_bar=1.0):
    t = x[:-1]
    # return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)
    a_bar = 200.0 * out_bar * (x[1:] - t ** 2)
    x_bar = np.zeros(x.shape)
    x_bar[1:] = a_bar
    x_bar[:-1] -= 2.0 * out_bar * (1.0 - t) + 2.0 * t * a_bar
    return x_bar
