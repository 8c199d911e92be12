"""What a function of the tests imports when it is read."""

SCALE = 3.0


def doubled(x):
    return 2.0 * x
