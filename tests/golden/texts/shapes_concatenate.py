"""The gradient of

    def concatenate(x, y):
        z = np.concatenate([x, y, x * 2.0])
        return np.sum(z * z * z)
"""

def concatenate_grad(x, y, *, out_bar=1.0):
    z = np.concatenate([x, y, x * 2.0])
    # return np.sum(z * z * z)
    z_bar = 3.0 * out_bar * z * z
    # z = np.concatenate([x, y, x * 2.0])
    n = len(x)
    m = n + len(y)
    x_bar = z_bar[:n] + 2.0 * z_bar[m:]
    return x_bar, z_bar[n:m]
