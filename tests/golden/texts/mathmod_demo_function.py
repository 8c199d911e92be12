"""The gradient of

    def demo_function(x):
        return -math.log(1.0 / (1.0 + math.exp(-x)) + 1.0) / (x**2 + 1.0)
"""

def demo_function_grad(x, *, out_bar=1.0):
    t = math.exp(-x)
    t_1 = 1.0 + t
    t_2 = 1.0 / t_1
    t_3 = t_2 + 1.0
    t_4 = math.log(t_3)
    t_5 = x ** 2 + 1.0
    # return -math.log(1.0 / (1.0 + math.exp(-x)) + 1.0) / (x**2 + 1.0)
    x_bar = -2.0 * x * out_bar * (-t_4 / t_5) / t_5 - out_bar * t_2 * t / t_5 / t_3 / t_1
    return x_bar
