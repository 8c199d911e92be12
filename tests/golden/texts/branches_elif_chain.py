"""The gradient of

    def elif_chain(x):
        if x < 0.0:
            y = x**3
        elif x < 1.0:
            y = x**2
        elif x < 2.0:
            y = np.sin(x)
        else:
            y = 4.0
        return y * x
"""

def elif_chain_grad(x, *, out_bar=1.0):
    branch = x < 0.0
    if branch:
        y = x ** 3
        branch_1 = branch_2 = None
    else:
        branch_1 = x < 1.0
        if branch_1:
            y = x ** 2
            branch_2 = None
        else:
            branch_2 = x < 2.0
            if branch_2:
                y = np.sin(x)
            else:
                y = 4.0
    # return y * x
    y_bar = out_bar * x
    x_bar = out_bar * y
    if branch:
        # y = x**3
        x_bar += 3.0 * x * x * y_bar
    elif branch_1:
        # y = x**2
        x_bar += 2.0 * x * y_bar
    elif branch_2:
        # y = np.sin(x)
        x_bar += y_bar * np.cos(x)
    return x_bar
