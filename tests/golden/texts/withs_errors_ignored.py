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
        t_4 = np.where(t, 0.0, t_3)
        t_2 = np.where(t, y_bar * t_2, 0.0)
        t_5 = np.sign(x)
        x_bar += 2.0 * t_4 + t_2 + np.where(t, t_3 * t_5 / t_1, 0.0)
    return x_bar
