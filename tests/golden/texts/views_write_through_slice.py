"""The gradient of

    def write_through_slice(x):
        a = x * 1.0
        b = a[1:]
        b *= 3.0
        return np.sum(a * a)
"""

def write_through_slice_grad(x, *, out_bar=1.0):
    a = x * 1.0
    b = a[1:]
    a[1:] = b * 3.0
    # return np.sum(a * a)
    a_bar = 2.0 * out_bar * a
    # b *= 3.0
    b_bar = 3.0 * a_bar[1:]
    # b = a[1:]
    a_bar[1:] = b_bar
    return a_bar
