"""Random programs, each right or refused.  SRCAD_EXAMPLES sets how many of each kind."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, assume, event, given, settings
from hypothesis import strategies as st

from tests.random_programs.holding import hold, steady_gradient
from tests.random_programs.loading import load
from tests.random_programs.writing import programs

EXAMPLES = int(os.environ.get("SRCAD_EXAMPLES", "60"))

many = settings(
    max_examples=EXAMPLES,
    derandomize="SRCAD_EXAMPLES" not in os.environ,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)

values = st.sampled_from([(0.43, 1.21), (-0.61, 0.77), (1.13, -0.35), (0.29, 0.83)])
vectors = st.sampled_from([(0.71, -0.37, 1.09), (-0.47, 0.93, 0.23), (0.59, 1.31, -0.83)])
trips = st.integers(0, 3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("programs")


def hold_scalars(folder: Path, text: str, start: tuple[float, float], n: int) -> None:
    fn = load(folder, text).f
    wanted = steady_gradient(fn, (*start, n), (0, 1))
    assume(wanted is not None)
    assert wanted is not None
    assert hold(fn, (*start, n), (0, 1), wanted, text), f"refused\n{text}"


def hold_arrays(folder: Path, text: str, start: tuple[float, float], vector: tuple[float, ...], n: int) -> None:
    fn = load(folder, text).f
    args = (*start, np.array(vector), n)
    wanted = steady_gradient(fn, args, (0, 1, 2))
    assume(wanted is not None)
    assert wanted is not None
    event("differentiated" if hold(fn, args, (0, 1, 2), wanted, text) else "refused")


@many
@given(programs(arrays=False, flow=False), values)
def test_straight(folder: Path, text: str, start: tuple[float, float]) -> None:
    hold_scalars(folder, text, start, 2)


@many
@given(programs(arrays=False, flow=True), values, trips)
def test_branches_and_loops(folder: Path, text: str, start: tuple[float, float], n: int) -> None:
    hold_scalars(folder, text, start, n)


@many
@given(programs(arrays=True, flow=False), values, vectors)
def test_stores(folder: Path, text: str, start: tuple[float, float], vector: tuple[float, ...]) -> None:
    hold_arrays(folder, text, start, vector, 2)


@many
@given(programs(arrays=True, flow=True), values, vectors, trips)
def test_stores_in_branches_and_loops(
    folder: Path, text: str, start: tuple[float, float], vector: tuple[float, ...], n: int
) -> None:
    hold_arrays(folder, text, start, vector, n)


@many
@given(programs(arrays=False, flow=True, tries=True), values, trips)
def test_tries(folder: Path, text: str, start: tuple[float, float], n: int) -> None:
    """What a handler cannot know is refused."""
    fn = load(folder, text).f
    wanted = steady_gradient(fn, (*start, n), (0, 1))
    assume(wanted is not None)
    assert wanted is not None
    event("differentiated" if hold(fn, (*start, n), (0, 1), wanted, text) else "refused")


@many
@given(programs(arrays=True, flow=True, tries=True), values, vectors, trips)
def test_tries_with_stores(
    folder: Path, text: str, start: tuple[float, float], vector: tuple[float, ...], n: int
) -> None:
    hold_arrays(folder, text, start, vector, n)
