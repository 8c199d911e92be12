"""The gradient of

    def loop_inside(xs):
        with np.errstate(all="ignore"):
            s = 1.0
            for v in xs:
                if v > 1.1:
                    continue
                s = s * np.sin(v) + v
        return s * s
"""

def loop_inside_grad(xs, *, out_bar=1.0):
    with np.errstate(all='ignore'):
        s = 1.0
        tape = []
        tape_1 = []
        for v in xs:
            tape.append(s)
            if v > 1.1:
                t = None
            else:
                t = np.sin(v)
                s = s * t + v
            tape_1.append(t)
    # return s * s
    s_bar = 2.0 * s * out_bar
    xs_bar = np.zeros(xs.shape)
    with np.errstate(all='ignore'):
        for s, t, i in zip(reversed(tape), reversed(tape_1), reversed(range(len(xs)))):
            # s = s * np.sin(v) + v
            v = xs[i]
            if v > 1.1:
                v_bar = 0.0
            else:
                v_bar = s_bar + s_bar * s * np.cos(v)
                s_bar *= t
            # s = s * np.sin(v) + v
            xs_bar[i] = v_bar
    return xs_bar
