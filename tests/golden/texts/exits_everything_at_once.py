"""The gradient of

    def everything_at_once(x, n, m):
        s = 0.0
        for i in range(n):
            for j in range(m):
                if (i + j) % 3 == 1:
                    continue
                x = x * math.cos(x) + 0.3 * j
                if x > 1.5:
                    break
                s += x * x
            else:
                s = s * 1.1 + x
            if s > 9.0:
                return s * x
        return s
"""

def everything_at_once_grad(x, n, m, *, out_bar=1.0):
    s = 0.0
    tape = []
    returned = False
    for i in range(n):
        tape_1 = []
        stop1 = False
        for j in range(m):
            branch = (i + j) % 3 == 1
            x_0 = x
            if branch:
                t = None
            else:
                t = math.cos(x)
                x = x * t + 0.3 * j
                stop1 = x > 1.5
                if not stop1:
                    s += x * x
            tape_1.append((x_0, branch, x, t))
            if stop1:
                break
        branch = not stop1
        if branch:
            s = s * 1.1 + x
        returned = s > 9.0
        tape.append((x, branch, s, tape_1))
        if returned:
            break
    if not returned:
        s_bar = out_bar
        out_bar = 0.0
    else:
        s_bar = 0.0
    x_bar = 0.0
    for x, branch, s, tape_1 in reversed(tape):
        if s > 9.0:
            # return s * x
            s_bar += out_bar * x
            x_bar += out_bar * s
            out_bar = 0.0
        if branch:
            # s = s * 1.1 + x
            x_bar += s_bar
            s_bar = 1.1 * s_bar
        for x_0, branch, x, t in reversed(tape_1):
            if not branch:
                if not x > 1.5:
                    # s += x * x
                    x_bar += 2.0 * x * s_bar
                # x = x * math.cos(x) + 0.3 * j
                x_bar *= t - x_0 * math.sin(x_0)
    return x_bar
