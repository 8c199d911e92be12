"""The gradient of

    def reshapes(x):
        X = x.reshape(2, 3)
        Y = np.reshape(x, (3, 2))
        return np.sum(X @ Y) + np.sum(X.reshape(-1) * x)
"""

def reshapes_grad(x, *, out_bar=1.0):
    X = x.reshape((2, 3))
    Y = np.reshape(x, (3, 2))
    t = X.reshape(-1)
    # return np.sum(X @ Y) + np.sum(X.reshape(-1) * x)
    t_1 = X.shape
    X_bar = np.full_like(t, out_bar * x).reshape((t_1[0], t_1[1]))
    t_1 = np.full_like(X @ Y, out_bar)
    X_bar += t_1 @ Y.T
    Y_bar = X.T @ t_1
    x_bar = out_bar * t
    # Y = np.reshape(x, (3, 2))
    t = x.shape[0]
    x_bar = x_bar + Y_bar.reshape((t,))
    # X = x.reshape(2, 3)
    x_bar += X_bar.reshape((t,))
    return x_bar
