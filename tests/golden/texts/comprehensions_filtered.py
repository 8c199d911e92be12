"""The gradient of

    def filtered(x, n):
        return sum([x * k for k in range(n) if k % 2 == 0])
"""

def filtered_grad(x, n, *, out_bar=1.0):
    items = []
    tape = []
    for k in range(n):
        branch = k % 2 == 0
        if branch:
            items.append(x * k)
        tape.append(branch)
    # return sum([x * k for k in range(n) if k % 2 == 0])
    items_bar = repeat_like(out_bar, items)
    x_bar = 0.0
    for branch, k in zip(reversed(tape), reversed(range(n))):
        if branch:
            a_bar = items_bar[-1]
            x_bar += a_bar * k
            del items_bar[-1]
    return x_bar
