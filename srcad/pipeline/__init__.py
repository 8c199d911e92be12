"""From a plain function to the compiled text of its derivative: the passes, as data."""

from srcad.pipeline import curves, functionals, nested  # noqa: F401 - they enter their handlers
from srcad.pipeline.derive import derive
from srcad.pipeline.stages import Stage, stages

__all__ = ["Stage", "derive", "stages"]
