"""The gradient of

    def summed(x, n):
        return sum(x**k for k in range(n))
"""

def summed_grad(x, n, *, out_bar=1.0):
    x_bar = 0.0
    for k in range(n):
        # return sum(x**k for k in range(n))
        x_bar += out_bar * (k * x ** (k - 1) if k != 0 else 0.0)
    return x_bar
