"""The gradient of

    def summed_where_possible(xs):
        s = 0.0
        for v in xs:
            try:
                s += math.log(v)
            except ValueError:
                pass
        return s
"""

def summed_where_possible_grad(xs, *, out_bar=1.0):
    xs_bar = np.zeros(xs.shape)
    for i, v in enumerate(xs):
        try:
            math.log(v)
            caught = False
        except ValueError:
            caught = True
        if caught:
            v_bar = 0.0
        else:
            # s += math.log(v)
            v_bar = out_bar / v
        # s += math.log(v)
        xs_bar[i] = v_bar
    return xs_bar
