"""The gradient of

    def names_like_generated_ones(x_bar):
        x = x_bar * x_bar
        out_bar = x + 1.0
        out = out_bar * x_bar
        tape = out * x
        branch = tape + out_bar
        return branch * out
"""

def names_like_generated_ones_grad(x_bar, *, out_bar=1.0):
    x = x_bar * x_bar
    out_bar_1 = x + 1.0
    out = out_bar_1 * x_bar
    tape = out * x
    branch = tape + out_bar_1
    # return branch * out
    branch_bar = out_bar * out
    out_bar *= branch
    # tape = out * x
    out_bar += branch_bar * x
    x_bar_1 = branch_bar * out
    # out = out_bar * x_bar
    out_bar_bar = branch_bar + out_bar * x_bar
    x_bar_bar = out_bar * out_bar_1
    # out_bar = x + 1.0
    x_bar_1 += out_bar_bar
    # x = x_bar * x_bar
    x_bar_bar += 2.0 * x_bar * x_bar_1
    return x_bar_bar
