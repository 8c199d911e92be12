"""A module behind a module."""

import numpy as np


def deeper(x):
    return np.sin(x) * x
