"""The gradient of

    def stored_item_by_item(x):
        y = np.zeros(len(x))
        for i in range(len(x)):
            y[i] = np.sqrt(x[i]) * x[i]
        return np.sum(np.where(x > 0.9, y, x))
"""

def stored_item_by_item_grad(x, *, out_bar=1.0):
    tape = []
    for i in range(len(x)):
        tape.append(np.sqrt(x[i]))
    t = x > 0.9
    # return np.sum(np.where(x > 0.9, y, x))
    x_bar = np.where(t, 0.0, out_bar)
    y_bar = np.where(t, out_bar, 0.0)
    for t_1, i in zip(reversed(tape), reversed(range(len(x)))):
        # y[i] = np.sqrt(x[i]) * x[i]
        a_bar = y_bar[i]
        branch = t[i]
        b_bar = a_bar * x[i]
        if branch:
            a_bar = a_bar * t_1
        else:
            a_bar = 0.0
        # y[i] = np.sqrt(x[i]) * x[i]
        x_bar[i] += a_bar + (0.5 * b_bar / t_1 if branch else 0.0)
    return x_bar
