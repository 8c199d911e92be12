"""The gradient of

    def concatenate(x, y):
        z = np.concatenate([x, y, x * 2.0])
        return np.sum(z * z * z)
"""

def concatenate_grad(x, y, *, out_bar=1.0):
    t = [x, y, x * 2.0]
    z = np.concatenate(t)
    # return np.sum(z * z * z)
    z_bar = out_bar * (z * z) + 2.0 * out_bar * z * z
    # z = np.concatenate([x, y, x * 2.0])
    n = len(t[0])
    m = n + len(t[1])
    a_bar = [z_bar[:n], z_bar[n:m], z_bar[m:]]
    x_bar = a_bar[0]
    x_bar = x_bar + 2.0 * a_bar[2]
    y_bar = a_bar[1]
    return x_bar, y_bar
