"""The gradient of

    def printed_in_loop(x, n):
        for i in range(n):
            x = x * 1.1
            print(i, x)
        return x
"""

def printed_in_loop_grad(x, n, *, out_bar=1.0):
    for i in range(n):
        x = x * 1.1
        print(i, x)
    x_bar = out_bar
    for _ in range(n):
        # x = x * 1.1
        x_bar = 1.1 * x_bar
    return x_bar
