"""The gradient of

    def finally_after_handler(x):
        n = 1
        try:
            y = math.log(x)
        except ValueError:
            y = x * x
        else:
            y = y * x
        finally:
            n = n + 1
            print("done", n)
        return y * x * n
"""

def finally_after_handler_grad(x, *, out_bar=1.0):
    n = 1
    try:
        y = math.log(x)
    except ValueError:
        y_1 = x * x
        caught = True
    else:
        y_1 = y * x
        caught = False
    finally:
        n = n + 1
        print('done', n)
    # return y * x * n
    a_bar = out_bar * n
    y_bar = a_bar * x
    x_bar = a_bar * y_1
    if caught:
        # y = x * x
        x_bar += 2.0 * x * y_bar
    else:
        # y = y * x
        x_bar += y_bar * y
        y_bar *= x
        # y = math.log(x)
        x_bar += y_bar / x
    return x_bar
