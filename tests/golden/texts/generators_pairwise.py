"""The gradient of

    def pairwise(x, n):
        ys = [x**k for k in range(n)]
        return sum((b - a) ** 2 for a, b in itertools.pairwise(ys))
"""

def pairwise_grad(x, n, *, out_bar=1.0):
    ys = []
    for k in range(n):
        ys.append(x ** k)
    ys_bar = zeros_like(ys)
    for k in range(len(ys) - 1):
        a = ys[k]
        b = ys[k + 1]
        # return sum((b - a) ** 2 for a, b in itertools.pairwise(ys))
        b_bar = 2.0 * (b - a) * out_bar
        a_bar = -b_bar
        ys_bar[k + 1] += b_bar
        ys_bar[k] += a_bar
    x_bar = 0.0
    for k, c_bar in zip(reversed(range(n)), reversed(ys_bar)):
        # ys = [x**k for k in range(n)]
        x_bar += c_bar * (k * x ** (k - 1) if k != 0 else 0.0)
    return x_bar
