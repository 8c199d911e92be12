"""The gradient of

    def rows_of_a_product(X, W):
        y = np.log(X) @ np.sqrt(W)
        return np.sum(np.where(X[:, :1] > 0.9, y, 0.0) ** 2)
"""

def rows_of_a_product_grad(X, W, *, out_bar=1.0):
    t = np.log(X)
    t_1 = np.sqrt(W)
    y = t @ t_1
    t_2 = X[:, :1] > 0.9
    # return np.sum(np.where(X[:, :1] > 0.9, y, 0.0) ** 2)
    y_bar = np.where(t_2, 2.0 * out_bar * np.where(t_2, y, 0.0), 0.0)
    # y = np.log(X) @ np.sqrt(W)
    t_3 = t_2.any(axis=1, keepdims=True)
    t_2 = t_2.any(axis=0, keepdims=True)
    X_bar = np.where(t_3, y_bar @ np.where(t_2, t_1, 0.0).T / X, 0.0)
    W_bar = np.where(t_2, 0.5 * (np.where(t_3, t, 0.0).T @ y_bar) / t_1, 0.0)
    return X_bar, W_bar
