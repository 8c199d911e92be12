"""The gradient of

    def default_given(x, y=2.0, *, k=1.5):
        return x * y * k
"""

def default_given_grad(x, y=2.0, *, k=1.5, out_bar=1.0):
    # return x * y * k
    a_bar = out_bar * k
    x_bar = a_bar * y
    y_bar = a_bar * x
    return x_bar, y_bar
