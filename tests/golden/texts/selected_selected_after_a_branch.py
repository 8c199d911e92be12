"""The gradient of

    def selected_after_a_branch(x):
        y = np.log(x)
        if x[0] > 0.3:
            z = y * y
        else:
            z = 3.0 * x
        s = z[:, None] * np.array([1.0, 2.0])
        return np.sum(np.where(x > 0.9, s.sum(axis=1), 0.0)) * y[0]
"""

def selected_after_a_branch_grad(x, *, out_bar=1.0):
    y = np.log(x)
    branch = x[0] > 0.3
    if branch:
        z = y * y
    else:
        z = 3.0 * x
    t = np.array([1.0, 2.0])
    s = z[:, None] * t
    t_1 = x > 0.9
    # return np.sum(np.where(x > 0.9, s.sum(axis=1), 0.0)) * y[0]
    y_chosen = np.full(x.shape, False)
    y_chosen[0] = True
    y_bar = np.zeros(x.shape)
    s_bar = np.where(t_1, out_bar * y[0], 0.0)[:, None]
    y_bar[0] = out_bar * np.sum(np.where(t_1, s.sum(axis=1), 0.0))
    t_1 = t_1[:, None]
    # s = z[:, None] * np.array([1.0, 2.0])
    z_bar = np.where(t_1, s_bar * t, 0.0).sum(axis=1)
    t = t_1[:, 0]
    x_bar = np.zeros(x.shape)
    if branch:
        # z = y * y
        y_bar += np.where(t, 2.0 * (z_bar * y), 0.0)
        y_chosen = y_chosen | t
    else:
        # z = 3.0 * x
        x_bar = 3.0 * z_bar
    # y = np.log(x)
    x_bar += np.where(y_chosen, y_bar / x, 0.0)
    return x_bar
