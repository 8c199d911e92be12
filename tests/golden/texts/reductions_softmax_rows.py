"""The gradient of

    def softmax_rows(X, T):
        Z = X - np.max(X, axis=1, keepdims=True)
        P = np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)
        return -np.sum(T * np.log(P))
"""

def softmax_rows_grad(X, T, *, out_bar=1.0):
    t = np.max(X, axis=1, keepdims=True)
    Z = X - t
    t_1 = np.exp(Z)
    t_2 = np.sum(t_1, axis=1, keepdims=True)
    P = t_1 / t_2
    # return -np.sum(T * np.log(P))
    a_bar = -out_bar
    T_bar = a_bar * np.log(P)
    P_bar = a_bar * T / P
    # P = np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)
    t_2 = P_bar / t_2
    Z_bar = (t_2 - (t_2 * P).sum(axis=1, keepdims=True)) * t_1
    # Z = X - np.max(X, axis=1, keepdims=True)
    t_1 = Z_bar.sum(axis=1, keepdims=True)
    ties = X == t
    X_bar = Z_bar - t_1 / ties.sum(axis=1, keepdims=True) * ties
    return X_bar, T_bar
