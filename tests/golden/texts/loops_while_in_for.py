"""The gradient of

    def while_in_for(x, n):
        s = 0.0
        for i in range(n):
            while x < 3.0 * (i + 1):
                x = x * x + 0.5
            s += x * x
            x = x - 1.0 / x
        return s
"""

def while_in_for_grad(x, n, *, out_bar=1.0):
    tape_1 = []
    for i in range(n):
        tape = []
        while x < 3.0 * (i + 1):
            tape.append(x)
            x = x * x + 0.5
        tape_1.append((x, tape))
        x = x - 1.0 / x
    x_bar = 0.0
    for x, tape in reversed(tape_1):
        # x = x - 1.0 / x
        x_bar += x_bar / x / x
        # s += x * x
        x_bar += 2.0 * x * out_bar
        for x in reversed(tape):
            # x = x * x + 0.5
            x_bar = 2.0 * x * x_bar
    return x_bar
