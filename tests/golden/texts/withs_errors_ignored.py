"""The gradient of

    def errors_ignored(x):
        with np.errstate(invalid="ignore", divide="ignore"):
            y = np.where(x > 0.0, np.log(np.abs(x)) * x, x * x)
        return np.sum(y * x)
"""

def errors_ignored_grad(x, *, out_bar=1.0):
    with np.errstate(invalid='ignore', divide='ignore'):
        t = x > 0.0
        t_1 = np.abs(x)
        t_2 = np.log(t_1)
        y = np.where(t, t_2 * x, x * x)
    # return np.sum(y * x)
    y_bar = out_bar * x
    x_bar = out_bar * y
    with np.errstate(invalid='ignore', divide='ignore'):
        # y = np.where(x > 0.0, np.log(np.abs(x)) * x, x * x)
        t_3 = y_bar * x
        t_2 = y_bar * t_2
        t_1 = t_3 * np.sign(x) / t_1
        x_bar += np.where(t, t_2, 2.0 * t_3) + np.where(t, t_1, 0.0)
    return x_bar
