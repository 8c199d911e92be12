"""The gradient of

    def sum_only(x, n):
        s = 0.0
        for i in range(n):
            s += x * i
        return s
"""

def sum_only_grad(x, n, *, out_bar=1.0):
    x_bar = 0.0
    for i in range(n):
        # s += x * i
        x_bar += out_bar * i
    return x_bar
