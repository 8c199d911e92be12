"""The gradient of

    def vectors_straight(x, y):
        z = x * y
        z = z + x
        w = z / (1.0 + y * y)
        return np.sum(w * z)
"""

def vectors_straight_grad(x, y, *, out_bar=1.0):
    z = x * y
    z = z + x
    t = 1.0 + y * y
    w = z / t
    # return np.sum(w * z)
    w_bar = out_bar * z
    z_bar = out_bar * w
    # w = z / (1.0 + y * y)
    t = w_bar / t
    z_bar += t
    y_bar = -2.0 * y * t * w
    # z = x * y
    x_bar = z_bar + z_bar * y
    y_bar += z_bar * x
    return x_bar, y_bar
