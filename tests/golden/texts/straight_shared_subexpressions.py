"""The gradient of

    def shared_subexpressions(x):
        a = np.exp(x) / (1.0 + np.exp(x))
        b = np.exp(x) * a
        return a * b + np.exp(x)
"""

def shared_subexpressions_grad(x, *, out_bar=1.0):
    t = np.exp(x)
    t_1 = 1.0 + t
    a = t / t_1
    b = t * a
    # return a * b + np.exp(x)
    a_bar = out_bar * b
    b_bar = out_bar * a
    # b = np.exp(x) * a
    a_bar += b_bar * t
    # a = np.exp(x) / (1.0 + np.exp(x))
    t_1 = a_bar / t_1
    x_bar = (out_bar + b_bar * a + t_1 - t_1 * a) * t
    return x_bar
