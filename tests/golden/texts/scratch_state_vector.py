"""The gradient of

    def state_vector(x, h):
        state = np.zeros(2)
        state[0] = x[0]
        state[1] = x[1]
        for _ in range(3):
            velocity = state[1]
            state[1] = state[1] - h * state[0] * x[2]
            state[0] = state[0] + h * velocity
        return state[0] * state[0] + state[1]
"""

def state_vector_grad(x, h, *, out_bar=1.0):
    state = np.zeros(2)
    state[0] = x[0]
    state[1] = x[1]
    tape = []
    for _ in range(3):
        velocity = state[1]
        t = state[0]
        state[1] = velocity - h * t * x[2]
        state[0] += h * velocity
        tape.append((velocity, t))
    state_bar = np.zeros(state.shape)
    # return state[0] * state[0] + state[1]
    state_bar[1] = out_bar
    state_bar[0] = 2.0 * out_bar * state[0]
    x_bar = np.zeros(x.shape)
    h_bar = 0.0
    for velocity, t in reversed(tape):
        # state[0] = state[0] + h * velocity
        a_bar = state_bar[0]
        h_bar += a_bar * velocity
        velocity_bar = a_bar * h
        # state[1] = state[1] - h * state[0] * x[2]
        a_bar = state_bar[1]
        b_bar = -a_bar * x[2]
        h_bar += b_bar * t
        x_bar[2] -= h * a_bar * t
        velocity_bar += a_bar
        state_bar[0] += b_bar * h
        # velocity = state[1]
        state_bar[1] = velocity_bar
    # state[1] = x[1]
    x_bar[1] += state_bar[1]
    # state[0] = x[0]
    x_bar[0] += state_bar[0]
    return x_bar, h_bar
