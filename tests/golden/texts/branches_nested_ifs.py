"""The gradient of

    def nested_ifs(x, y):
        z = x
        if x > 0:
            if y > x:
                z = z * y
            else:
                z = z + y * y
            z = z * x
        elif y > 0:
            z = z * y * y
        return z
"""

def nested_ifs_grad(x, y, *, out_bar=1.0):
    branch = x > 0
    if branch:
        branch_1 = y > x
        if branch_1:
            z = x * y
        else:
            z = x + y * y
        branch_2 = t = None
    else:
        branch_2 = y > 0
        if branch_2:
            t = x * y
        else:
            t = None
        branch_1 = None
    if branch:
        # z = z * x
        x_bar = out_bar * z
        z_bar = out_bar * x
        if branch_1:
            # z = z * y
            y_bar = z_bar * x
            x_bar += z_bar * y
        else:
            # z = z + y * y
            y_bar = 2.0 * y * z_bar
            x_bar += z_bar
    elif branch_2:
        # z = z * y * y
        a_bar = out_bar * y
        y_bar = out_bar * t + a_bar * x
        x_bar = a_bar * y
    else:
        y_bar = 0.0
        x_bar = out_bar
    return x_bar, y_bar
