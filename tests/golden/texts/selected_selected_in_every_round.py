"""The gradient of

    def selected_in_every_round(x):
        s = x * 1.0
        for k in range(3):
            s = np.where(x > 0.5 + 0.3 * k, np.log(s + 1.0 + k) * x, s)
        return np.sum(s)
"""

def selected_in_every_round_grad(x, *, out_bar=1.0):
    s = x * 1.0
    tape = []
    for k in range(3):
        t = x > 0.5 + 0.3 * k
        t_1 = s + 1.0 + k
        t_2 = np.log(t_1)
        s = np.where(t, t_2 * x, s)
        tape.append((t, t_1, t_2))
    x_bar = np.zeros(x.shape)
    s_bar = np.full_like(x, out_bar)
    s_chosen = np.full(x.shape, True)
    for t, t_1, t_2 in reversed(tape):
        # s = np.where(x > 0.5 + 0.3 * k, np.log(s + 1.0 + k) * x, s)
        t_3 = t & s_chosen
        x_bar += np.where(t_3, s_bar * t_2, 0.0)
        s_bar_0 = s_bar
        s_bar = np.where(t, 0.0, s_bar)
        s_chosen = ~t & s_chosen | t_3
        s_bar += np.where(t_3, s_bar_0 * x / t_1, 0.0)
    # s = x * 1.0
    x_bar += s_bar
    return x_bar
