"""The gradient of

    def several_clauses(x):
        try:
            y = math.sqrt(x) / (x - 1.0)
        except ValueError:
            y = x * x
        except (ZeroDivisionError, OverflowError):
            y = 5.0 * x
        return y * x
"""

def several_clauses_grad(x, *, out_bar=1.0):
    try:
        t = math.sqrt(x)
        t_1 = x - 1.0
        y = t / t_1
        caught = False
    except ValueError:
        y = x * x
        caught = True
        branch = True
        t = t_1 = None
    except (ZeroDivisionError, OverflowError):
        y = 5.0 * x
        caught = True
        branch = False
        t = t_1 = None
    # return y * x
    y_bar = out_bar * x
    x_bar = out_bar * y
    if caught:
        if branch:
            # y = x * x
            x_bar += 2.0 * x * y_bar
        else:
            # y = 5.0 * x
            x_bar += 5.0 * y_bar
    else:
        # y = math.sqrt(x) / (x - 1.0)
        x_bar += y_bar * (0.5 / t - y) / t_1
    return x_bar
