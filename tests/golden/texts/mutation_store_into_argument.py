"""The gradient of

    def store_into_argument(x):
        x[0] = x[0] * x[0] * x[-1]
        return np.sum(x * x)
"""

def store_into_argument_grad(x, *, out_bar=1.0):
    x = x.copy()
    t = x[0]
    t_1 = t * t
    t_2 = x[-1]
    x[0] = t_1 * t_2
    # return np.sum(x * x)
    x_bar = 2.0 * out_bar * x
    # x[0] = x[0] * x[0] * x[-1]
    a_bar = x_bar[0]
    x_bar[0] = 0.0
    x_bar[-1] += a_bar * t_1
    x_bar[0] += 2.0 * t * a_bar * t_2
    return x_bar
