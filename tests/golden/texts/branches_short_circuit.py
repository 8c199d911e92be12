"""The gradient of

    def short_circuit(x):
        if x > 0 and math.log(x) > 1.0:
            return x * x
        return 3.0 * x
"""

def short_circuit_grad(x, *, out_bar=1.0):
    if x > 0 and math.log(x) > 1.0:
        # return x * x
        x_bar = 2.0 * x * out_bar
    else:
        # return 3.0 * x
        x_bar = 3.0 * out_bar
    return x_bar
