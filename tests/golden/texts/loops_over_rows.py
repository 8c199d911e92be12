"""The gradient of

    def over_rows(X):
        s = 0.0
        for row in X:
            s = s + np.sum(row * row) * row.shape[0]
        return s
"""

def over_rows_grad(X, *, out_bar=1.0):
    X_bar = np.zeros(X.shape)
    for i, row in enumerate(X):
        # s = s + np.sum(row * row) * row.shape[0]
        row_bar = 2.0 * out_bar * row.shape[0] * row
        X_bar[i] = row_bar
    return X_bar
