"""The gradient of

    def nested_argument(params, X):
        bias, scale = params["b"]
        return np.sum(np.tanh(X @ params["w"] + bias) * scale)
"""

def nested_argument_grad(params, X, *, out_bar=1.0):
    w = params['w']
    b = params['b']
    t = np.tanh(X @ w + b[0])
    # return np.sum(np.tanh(X @ params["w"] + bias) * scale)
    a_bar = out_bar * b[1] * (1.0 - t * t)
    X_bar = a_bar @ w.T
    w_bar = X.T @ a_bar
    b_1_bar = out_bar * t.sum()
    b_0_bar = a_bar.sum(axis=0)
    return {'w': w_bar, 'b': (b_0_bar, b_1_bar)}, X_bar
