"""The gradient of

    def scalar_broadcast(X, k):
        return np.sum(X * k + k) * np.sum(k / (2.0 + X))
"""

def scalar_broadcast_grad(X, k, *, out_bar=1.0):
    t = X * k + k
    t_1 = 2.0 + X
    t_2 = k / t_1
    # return np.sum(X * k + k) * np.sum(k / (2.0 + X))
    a_bar = out_bar * np.sum(t)
    b_bar = out_bar * np.sum(t_2)
    X_bar = b_bar * k - a_bar * t_2 / t_1
    t_1 = np.sum(1.0 / t_1)
    k_bar = a_bar * t_1 + np.sum(np.full_like(t, b_bar)) + b_bar * np.sum(X)
    return X_bar, k_bar
