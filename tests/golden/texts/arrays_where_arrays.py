"""The gradient of

    def where_arrays(x):
        return np.sum(np.where(x > 0, x * x, np.sin(x)))
"""

def where_arrays_grad(x, *, out_bar=1.0):
    t = x > 0
    # return np.sum(np.where(x > 0, x * x, np.sin(x)))
    t_1 = out_bar * x
    x_bar = np.where(t, t_1, out_bar * np.cos(x))
    x_bar += np.where(t, t_1, 0.0)
    return x_bar
