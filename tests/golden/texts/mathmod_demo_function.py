"""The gradient of

    def demo_function(x):
        return -math.log(1.0 / (1.0 + math.exp(-x)) + 1.0) / (x**2 + 1.0)
"""

def demo_function_grad(x, *, out_bar=1.0):
    t = math.exp(-x)
    t_1 = 1.0 + t
    t_2 = 1.0 / t_1
    t_3 = t_2 + 1.0
    t_4 = x ** 2 + 1.0
    # return -math.log(1.0 / (1.0 + math.exp(-x)) + 1.0) / (x**2 + 1.0)
    x_bar = -out_bar * (2.0 * x * (-math.log(t_3) / t_4) + t_2 * t / t_3 / t_1) / t_4
    return x_bar
