"""The gradient of

    def sum_keepdims(X):
        return np.sum(X / (5.0 + np.sum(X, axis=1, keepdims=True))) + np.sum(X * np.sum(X, axis=0, keepdims=True))
"""

def sum_keepdims_grad(X, *, out_bar=1.0):
    t = 5.0 + np.sum(X, axis=1, keepdims=True)
    t_1 = X / t
    t_2 = np.sum(X, axis=0, keepdims=True)
    # return np.sum(X / (5.0 + np.sum(X, axis=1, keepdims=True))) + np.sum(X * np.sum(X, axis=0, keepdims=True))
    X_bar = out_bar * (2.0 * t_2 + 1.0 / t - (t_1 / t).sum(axis=1, keepdims=True))
    return X_bar
