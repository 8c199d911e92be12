"""The gradient of

    def scalar_broadcast(X, k):
        return np.sum(X * k + k) * np.sum(k / (2.0 + X))
"""

def scalar_broadcast_grad(X, k, *, out_bar=1.0):
    t = 2.0 + X
    t_1 = k / t
    # return np.sum(X * k + k) * np.sum(k / (2.0 + X))
    a_bar = out_bar * np.sum(X * k + k)
    b_bar = out_bar * np.sum(t_1)
    X_bar = b_bar * k - a_bar * t_1 / t
    k_bar = a_bar * (1.0 / t).sum() + b_bar * X.size + b_bar * X.sum()
    return X_bar, k_bar
