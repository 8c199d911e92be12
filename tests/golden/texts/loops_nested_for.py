"""The gradient of

    def nested_for(x, n, m):
        s = 0.0
        for i in range(n):
            for j in range(m):
                s = s * x + x * (i + j)
            s = s + i * x * x
        return s
"""

def nested_for_grad(x, n, m, *, out_bar=1.0):
    s = 0.0
    tape = []
    for i in range(n):
        tape_1 = []
        for j in range(m):
            tape_1.append(s)
            s = s * x + x * (i + j)
        s = s + i * x * x
        tape.append(tape_1)
    s_bar = out_bar
    x_bar = 0.0
    for tape_1, i in zip(reversed(tape), reversed(range(n))):
        # s = s + i * x * x
        x_bar += 2.0 * i * x * s_bar
        for s, j in zip(reversed(tape_1), reversed(range(m))):
            # s = s * x + x * (i + j)
            x_bar += s_bar * (i + j + s)
            s_bar *= x
    return x_bar
