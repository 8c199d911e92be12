"""The gradient of

    def scratch_in_loop(x, n):
        scratch = np.empty(len(x))
        s = 0.0
        for k in range(n):
            scratch[:] = x * (k + 1)
            s = s + np.sum(scratch * scratch * scratch)
        return s
"""

def scratch_in_loop_grad(x, n, *, out_bar=1.0):
    scratch = np.empty(len(x))
    tape = []
    for k in range(n):
        scratch = scratch.copy()
        scratch[:] = x * (k + 1)
        tape.append((scratch, scratch * scratch))
    x_bar = np.zeros(x.shape)
    scratch_bar = np.zeros(x.shape)
    for k, (scratch, t) in zip(reversed(range(n)), reversed(tape)):
        # s = s + np.sum(scratch * scratch * scratch)
        scratch_bar += out_bar * (t + 2.0 * scratch * scratch)
        # scratch[:] = x * (k + 1)
        x_bar += scratch_bar[:] * (k + 1)
        scratch_bar[:] = 0.0
    return x_bar
