"""The gradient of

    def augmented_floats(x, y):
        z = x
        z += y
        z *= x
        z -= y * y
        z /= 1.0 + y
        z **= 2
        return z
"""

def augmented_floats_grad(x, y, *, out_bar=1.0):
    z = x + y
    z_1 = z * x
    z_1 -= y * y
    t = 1.0 + y
    z_1 /= t
    # z **= 2
    z_bar = 2.0 * z_1 * out_bar
    # z /= 1.0 + y
    y_bar = -z_bar * z_1 / t
    z_bar /= t
    # z -= y * y
    y_bar -= 2.0 * y * z_bar
    # z *= x
    x_bar = z_bar * z
    z_bar *= x
    # z += y
    y_bar += z_bar
    x_bar += z_bar
    return x_bar, y_bar
