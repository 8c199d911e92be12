"""From a plain function to the compiled text of its derivative: the passes, as data."""

from srcad.pipeline import nested  # noqa: F401 - enters its handlers
from srcad.pipeline.derive import derive
from srcad.pipeline.stages import Stage, stages

__all__ = ["Stage", "derive", "stages"]
