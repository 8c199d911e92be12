"""The gradient of

    def loss(W, b, X, T):
        h = np.tanh(X @ W + b)
        return np.sum((h - T) ** 2)
"""

def loss_grad(W, b, X, T, *, out_bar=1.0):
    h = np.tanh(X @ W + b)
    # return np.sum((h - T) ** 2)
    h_bar = 2.0 * out_bar * (h - T)
    T_bar = -h_bar
    # h = np.tanh(X @ W + b)
    a_bar = h_bar * (1.0 - h * h)
    X_bar = a_bar @ W.T
    W_bar = X.T @ a_bar
    b_bar = a_bar.sum(axis=0)
    return W_bar, b_bar, X_bar, T_bar
