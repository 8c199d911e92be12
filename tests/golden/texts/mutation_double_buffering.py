"""The gradient of

    def double_buffering(u, v, steps):
        for _ in range(steps):
            v[:] = np.sin(u) * 0.5 + v * u
            u, v = v, u
        return np.sum(u * v)
"""

def double_buffering_grad(u, v, steps, *, out_bar=1.0):
    tape = []
    for _ in range(steps):
        t = np.sin(u) * 0.5
        t_1 = v * u
        t_2 = t + t_1
        tape.append((u, v, t, t_1, t_2))
        v = v.copy()
        v[:] = t_2
        u, v = v, u
    t = u * v
    # return np.sum(u * v)
    u_bar = unbroadcast(np.full_like(t, out_bar * v), u)
    v_bar = unbroadcast(np.full_like(t, out_bar * u), v)
    for u, v, t, t_1, t_2 in reversed(tape):
        # v[:] = np.sin(u) * 0.5 + v * u
        a_bar = unbroadcast(u_bar[:], t_2)
        b_bar = unbroadcast(a_bar, t_1).copy()
        t_1 = unbroadcast(b_bar * v, u)
        u_bar_0 = u_bar
        u_bar = v_bar + t_1 + 0.5 * unbroadcast(a_bar, t) * np.cos(u)
        v_bar = u_bar_0
        v_bar[:] = 0.0
        v_bar = v_bar + unbroadcast(b_bar * u, v)
    return u_bar, v_bar
