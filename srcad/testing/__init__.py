"""Whether derivatives are right."""

from srcad.testing.check import check_grads
from srcad.testing.report import GradientMismatch

__all__ = ["GradientMismatch", "check_grads"]
