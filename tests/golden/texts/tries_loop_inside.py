"""The gradient of

    def loop_inside(xs):
        try:
            s = 1.0
            for v in xs:
                s = s * math.sqrt(v) + v
        except ValueError:
            s = xs[0] * xs[1]
        return s * s
"""

def loop_inside_grad(xs, *, out_bar=1.0):
    try:
        s = 1.0
        tape = []
        tape_1 = []
        for v in xs:
            t = math.sqrt(v)
            tape.append(s)
            s = s * t + v
            tape_1.append(t)
        caught = False
    except ValueError:
        t = xs[0]
        t_1 = xs[1]
        s = t * t_1
        caught = True
        tape = tape_1 = None
    # return s * s
    s_bar = 2.0 * s * out_bar
    xs_bar = np.zeros(xs.shape)
    if caught:
        # s = xs[0] * xs[1]
        xs_bar[1] = s_bar * t
        xs_bar[0] = s_bar * t_1
    else:
        for s, t, i in zip(reversed(tape), reversed(tape_1), reversed(range(len(xs)))):
            # s = s * math.sqrt(v) + v
            v_bar = s_bar + 0.5 * s_bar * s / t
            s_bar *= t
            xs_bar[i] += v_bar
    return xs_bar
