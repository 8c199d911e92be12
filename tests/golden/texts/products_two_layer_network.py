"""The gradient of

    def two_layer_network(X, W1, b1, W2, b2):
        h = np.tanh(X @ W1 + b1)
        y = h @ W2 + b2
        return np.mean(y**2)
"""

def two_layer_network_grad(X, W1, b1, W2, b2, *, out_bar=1.0):
    h = np.tanh(X @ W1 + b1)
    y = h @ W2 + b2
    # return np.mean(y**2)
    y_bar = 2.0 * out_bar / y.size * y
    # y = h @ W2 + b2
    h_bar = y_bar @ W2.T
    W2_bar = h.T @ y_bar
    b2_bar = y_bar.sum()
    # h = np.tanh(X @ W1 + b1)
    a_bar = h_bar * (1.0 - h * h)
    X_bar = a_bar @ W1.T
    W1_bar = X.T @ a_bar
    b1_bar = a_bar.sum(axis=0)
    return X_bar, W1_bar, b1_bar, W2_bar, b2_bar
