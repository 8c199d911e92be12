"""The gradient of

    def same_name_again(x):
        x = x * x
        x = x + 1.0
        x = x * x
        return x
"""

def same_name_again_grad(x, *, out_bar=1.0):
    x_1 = x * x
    x_1 = x_1 + 1.0
    # x = x * x
    x_bar = 2.0 * x_1 * out_bar
    # x = x * x
    x_bar = 2.0 * x * x_bar
    return x_bar
