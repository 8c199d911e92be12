"""The gradient of

    def reshapes(x):
        X = x.reshape(2, 3)
        Y = np.reshape(x, (3, 2))
        return np.sum(X @ Y) + np.sum(X.reshape(-1) * x)
"""

def reshapes_grad(x, *, out_bar=1.0):
    X = x.reshape((2, 3))
    Y = np.reshape(x, (3, 2))
    # return np.sum(X @ Y) + np.sum(X.reshape(-1) * x)
    X_bar = (out_bar * x).reshape(X.shape)
    t = np.full_like(X @ Y, out_bar)
    X_bar += t @ Y.T
    Y_bar = X.T @ t
    x_bar = out_bar * X.reshape(-1)
    # Y = np.reshape(x, (3, 2))
    x_bar += Y_bar.reshape(x.shape)
    # X = x.reshape(2, 3)
    x_bar += X_bar.reshape(x.shape)
    return x_bar
