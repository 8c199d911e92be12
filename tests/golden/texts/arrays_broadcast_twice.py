"""The gradient of

    def broadcast_twice(X, b):
        Y = X * b
        Z = Y - b
        return np.sum(Z * Z / (1.0 + b * b))
"""

def broadcast_twice_grad(X, b, *, out_bar=1.0):
    Y = X * b
    Z = Y - b
    t = 1.0 + b * b
    # return np.sum(Z * Z / (1.0 + b * b))
    Z_bar = 2.0 * out_bar / t * Z
    b_bar = -2.0 * out_bar * b * (Z * Z / t / t).sum(axis=0)
    # Z = Y - b
    b_bar -= Z_bar.sum(axis=0)
    # Y = X * b
    X_bar = Z_bar * b
    b_bar += (Z_bar * X).sum(axis=0)
    return X_bar, b_bar
