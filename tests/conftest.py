"""What all tests share."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from srcad import pipeline
from srcad.ir.core import Function
from srcad.ir.verify import verify

# the same examples in every run; a first call transforms and compiles, so it has no deadline
settings.register_profile("srcad", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("srcad")


@pytest.fixture(autouse=True, scope="session")
def verified() -> Any:
    """After every pass that changed it, in every test, the program is verified."""
    derive = pipeline.derive
    seen: list[Function] = []

    def verifying(fn: Any, spec: Any, params: Any, types: Any) -> Any:
        return derive(fn, spec, params, types, watch)

    def watch(_: str, function: Function) -> None:
        if not any(function is each for each in seen):
            verify(function)
        seen[:] = [function]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "derive", verifying)
        yield
