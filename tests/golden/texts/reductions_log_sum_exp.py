"""The gradient of

    def log_sum_exp(x):
        m = np.max(x)
        return m + np.log(np.sum(np.exp(x - m)))
"""

def log_sum_exp_grad(x, *, out_bar=1.0):
    m = np.max(x)
    t = np.exp(x - m)
    # return m + np.log(np.sum(np.exp(x - m)))
    x_bar = out_bar / np.sum(t) * t
    m_bar = out_bar - x_bar.sum()
    # m = np.max(x)
    ties = x == m
    x_bar += m_bar * ties / ties.sum()
    return x_bar
