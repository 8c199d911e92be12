"""The gradient of

    def places_of_a_logarithm(x):
        y = np.log(x)
        z = y[::-1] * y[0]
        return np.where(x[0] > 0.5, y[-1], 0.0) * np.sum(np.where(x > 0.9, z, 0.0)) + y[0] ** 2
"""

def places_of_a_logarithm_grad(x, *, out_bar=1.0):
    y = np.log(x)
    t = y[0]
    t_1 = y[::-1]
    z = t_1 * t
    t_2 = x[0] > 0.5
    t_3 = x > 0.9
    t_4 = np.where(t_3, z, 0.0)
    # return np.where(x[0] > 0.5, y[-1], 0.0) * np.sum(np.where(x > 0.9, z, 0.0)) + y[0] ** 2
    a_bar = out_bar * np.where(t_2, y[-1], 0.0)
    y_chosen = np.full(x.shape, False)
    y_chosen[-1] |= t_2
    y_bar = np.zeros(x.shape)
    y_bar[-1] = np.where(t_2, out_bar * np.sum(t_4), 0.0)[()]
    # z = y[::-1] * y[0]
    y_bar[::-1] += np.where(t_3, a_bar * t, 0.0)
    y_bar[0] += 2.0 * out_bar * t + np.where(t_3, a_bar * t_1, 0.0).sum()
    y_chosen[::-1] |= t_3
    y_chosen[0] = True
    # y = np.log(x)
    x_bar = np.where(y_chosen, y_bar / x, 0.0)
    return x_bar
