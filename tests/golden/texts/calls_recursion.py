"""The gradient of

    def recursion(x, n):
        return factorial_like(x, n)
"""

def factorial_like_fwd(x, n):
    branch = n == 0
    if branch:
        out = 1.0
        t = kept = None
    else:
        t, kept = factorial_like_fwd(x + 0.1, n - 1)
        out = x * t
    return out, (branch, t, x, kept)


def factorial_like_bwd(kept, out_bar):
    t = kept[0]
    t_0 = kept[1]
    x = kept[2]
    kept = kept[3]
    if t:
        x_bar = 0.0
    else:
        # return x * factorial_like(x + 0.1, n - 1)
        x_bar = out_bar * t_0 + factorial_like_bwd(kept, out_bar * x)
    return x_bar


def recursion_grad(x, n, *, out_bar=1.0):
    t, kept = factorial_like_fwd(x, n)
    # return factorial_like(x, n)
    x_bar = factorial_like_bwd(kept, out_bar)
    return x_bar
