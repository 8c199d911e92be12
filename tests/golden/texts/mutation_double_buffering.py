"""The gradient of

    def double_buffering(u, v, steps):
        for _ in range(steps):
            v[:] = np.sin(u) * 0.5 + v * u
            u, v = v, u
        return np.sum(u * v)
"""

def double_buffering_grad(u, v, steps, *, out_bar=1.0):
    disjoint(u=u, v=v)
    tape = []
    for _ in range(steps):
        v_1 = v.copy()
        v_1[:] = np.sin(u) * 0.5 + v * u
        tape.append((u, v))
        v = u
        u = v_1
    # return np.sum(u * v)
    u_bar = out_bar * v
    v_bar = out_bar * u
    for u, v in reversed(tape):
        # v[:] = np.sin(u) * 0.5 + v * u
        a_bar = u_bar[:].copy()
        u_bar_0 = u_bar
        u_bar = v_bar + a_bar * v + 0.5 * a_bar * np.cos(u)
        v_bar = u_bar_0
        v_bar[:] = 0.0
        v_bar += a_bar * u
    return u_bar, v_bar
