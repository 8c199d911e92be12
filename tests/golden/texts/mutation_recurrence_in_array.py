"""The gradient of

    def recurrence_in_array(x):
        y = x.copy()
        for i in range(1, len(y)):
            y[i] = y[i - 1] * x[i] + np.sin(y[i])
        return np.sum(y)
"""

def recurrence_in_array_grad(x, *, out_bar=1.0):
    y = x.copy()
    tape = []
    for i in range(1, len(y)):
        t = y[i - 1]
        t_1 = y[i]
        y[i] = t * x[i] + np.sin(t_1)
        tape.append((t, t_1))
    x_bar = np.zeros(x.shape)
    y_bar = np.full_like(x, out_bar)
    for i, (t, t_1) in zip(reversed(range(1, len(x))), reversed(tape)):
        # y[i] = y[i - 1] * x[i] + np.sin(y[i])
        a_bar = y_bar[i]
        x_bar[i] = a_bar * t
        y_bar[i] = a_bar * np.cos(t_1)
        y_bar[i - 1] += a_bar * x[i]
    # y = x.copy()
    x_bar += y_bar
    return x_bar
