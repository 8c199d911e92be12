"""The gradient of

    def stencil(u, steps):
        for _ in range(steps):
            u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        return np.sum(u * u)
"""

def stencil_grad(u, steps, *, out_bar=1.0):
    u = u.copy()
    for _ in range(steps):
        t = u[1:-1]
        u[1:-1] = t + 0.1 * (u[2:] - 2.0 * t + u[:-2])
    # return np.sum(u * u)
    u_bar = 2.0 * out_bar * u
    for _ in range(steps):
        # u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
        a_bar = 0.1 * u_bar[1:-1]
        u_bar[:-2] += a_bar
        u_bar[2:] += a_bar
        u_bar[1:-1] -= 2.0 * a_bar
    return u_bar
