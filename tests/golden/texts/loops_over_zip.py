"""The gradient of

    def over_zip(x, y):
        s = 1.0
        for a, b in zip(x, y):
            s = s + a * b * s * 0.3
        return s
"""

def over_zip_grad(x, y, *, out_bar=1.0):
    s = 1.0
    tape = []
    for a, b in zip(x, y):
        tape.append(s)
        s = s + a * b * s * 0.3
    x_bar = np.zeros(x.shape)
    y_bar = np.zeros(y.shape)
    s_bar = out_bar
    for s, i in zip(reversed(tape), reversed(range(min(len(x), len(y))))):
        # s = s + a * b * s * 0.3
        a = x[i]
        b = y[i]
        c_bar = 0.3 * s_bar
        d_bar = c_bar * s
        a_bar = d_bar * b
        b_bar = d_bar * a
        s_bar += c_bar * a * b
        y_bar[i] = b_bar
        x_bar[i] = a_bar
    return x_bar, y_bar
