"""The gradient of

    def while_loop(x, n):
        s = 0.0
        while x < n:
            x = x * x + 0.5
            s = s + math.atan(x)
        return s
"""

def while_loop_grad(x, n, *, out_bar=1.0):
    tape = []
    while x < n:
        x_0 = x
        x = x * x + 0.5
        tape.append((x_0, x))
    x_bar = 0.0
    for x_0, x in reversed(tape):
        # s = s + math.atan(x)
        x_bar += out_bar / (1.0 + x * x)
        # x = x * x + 0.5
        x_bar = 2.0 * x_0 * x_bar
    return x_bar
