"""The gradient of

    def sum_keepdims(X):
        return np.sum(X / (5.0 + np.sum(X, axis=1, keepdims=True))) + np.sum(X * np.sum(X, axis=0, keepdims=True))
"""

def sum_keepdims_grad(X, *, out_bar=1.0):
    t = 5.0 + np.sum(X, axis=1, keepdims=True)
    t_1 = np.sum(X, axis=0, keepdims=True)
    # return np.sum(X / (5.0 + np.sum(X, axis=1, keepdims=True))) + np.sum(X * np.sum(X, axis=0, keepdims=True))
    t_2 = (X / t / t).sum(axis=1, keepdims=True)
    X_bar = 2.0 * out_bar * t_1 + out_bar / t - out_bar * t_2
    return X_bar
