"""The gradient of

    def view_sees_store(a):
        b = a[1:]
        s = np.sum(b * b)
        a[2] = 7.0 * a[0]
        return s + np.sum(b * b)
"""

def view_sees_store_grad(a, *, out_bar=1.0):
    b = a[1:]
    a = a.copy()
    a[2] = 7.0 * a[0]
    a_bar = np.zeros(a.shape)
    # return s + np.sum(b * b)
    a_bar[1:] = 2.0 * out_bar * a[1:]
    # a[2] = 7.0 * a[0]
    c_bar = a_bar[2]
    a_bar[2] = 0.0
    a_bar[0] += 7.0 * c_bar
    # s = np.sum(b * b)
    b_bar = 2.0 * out_bar * b
    # b = a[1:]
    a_bar[1:] += b_bar
    return a_bar
