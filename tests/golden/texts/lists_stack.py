"""The gradient of

    def stack(x, n):
        xs = [x]
        for k in range(n):
            xs.append(xs[-1] * math.sin(xs[-1]) + k)
        s = 0.0
        while xs:
            s = s * x + xs.pop()
        return s
"""

def stack_grad(x, n, *, out_bar=1.0):
    xs = [x]
    tape_1 = []
    for k in range(n):
        t = xs[-1]
        t_1 = math.sin(t)
        xs.append(t * t_1 + k)
        tape_1.append((t, t_1))
    s = 0.0
    tape = []
    while len(xs) > 0:
        t = xs.pop()
        tape.append(s)
        s = s * x + t
    xs_bar = zeros_like(xs)
    s_bar = out_bar
    x_bar = 0.0
    for s in reversed(tape):
        # s = s * x + xs.pop()
        x_bar += s_bar * s
        xs_bar.append(s_bar)
        s_bar *= x
    for t, t_1 in reversed(tape_1):
        # xs.append(xs[-1] * math.sin(xs[-1]) + k)
        t_2 = xs_bar.pop()
        xs_bar[-1] += t_2 * (t_1 + t * math.cos(t))
    # xs.append(xs[-1] * math.sin(xs[-1]) + k)
    x_bar += xs_bar[0]
    return x_bar
