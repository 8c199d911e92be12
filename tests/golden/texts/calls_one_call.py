"""The gradient of

    def one_call(x):
        return square(x) + x
"""

def one_call_grad(x, *, out_bar=1.0):
    # square: return x * x
    x_bar = out_bar + 2.0 * x * out_bar
    return x_bar
