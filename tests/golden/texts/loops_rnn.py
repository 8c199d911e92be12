"""The gradient of

    def rnn(W, n):
        h = np.ones(W.shape[0])
        for t in range(n):
            h = np.tanh(W @ h + 0.1 * t)
        return np.sum(h)
"""

def rnn_grad(W, n, *, out_bar=1.0):
    h = np.ones(W.shape[0])
    tape = []
    for t in range(n):
        h_0 = h
        h = np.tanh(W @ h + 0.1 * t)
        tape.append((h_0, h))
    W_bar = np.zeros(W.shape)
    h_bar = np.full_like(h, out_bar)
    for h_0, h in reversed(tape):
        # h = np.tanh(W @ h + 0.1 * t)
        a_bar = h_bar * (1.0 - h * h)
        W_bar += a_bar[:, None] * h_0
        h_bar = W.T @ a_bar
    return W_bar
