"""The gradient of

    def quadratic_form(A, x):
        return 0.5 * x @ A @ x - np.sum(x)
"""

def quadratic_form_grad(A, x, *, out_bar=1.0):
    t = 0.5 * x
    # return 0.5 * x @ A @ x - np.sum(x)
    a_bar = out_bar * x
    x_bar = out_bar * (t @ A) - out_bar + 0.5 * (A @ a_bar)
    A_bar = np.outer(t, a_bar)
    return A_bar, x_bar
