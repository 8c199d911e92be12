"""Whatever is timed is right: srcad's gradient is the expert's, and both are those of the function."""

from __future__ import annotations

from inspect import getsource
from typing import Any

import numpy as np
import pytest

from benchmarks import first_call
from benchmarks.memory import peak
from benchmarks.peers import PEERS, Peer
from benchmarks.timing import least_times
from benchmarks.workload import Workload, seeded
from benchmarks.workloads import WORKLOADS
from srcad import check_grads, grad
from tests import numeric, trees


def targets_of(workload: Workload) -> tuple[int, ...]:
    return workload.argnums if isinstance(workload.argnums, tuple) else (workload.argnums,)


def as_tuple(workload: Workload, gradient: Any) -> tuple[Any, ...]:
    return gradient if isinstance(workload.argnums, tuple) else (gradient,)


def assert_close(expected: Any, found: Any) -> Any:
    np.testing.assert_allclose(np.asarray(found), expected, rtol=1e-10, atol=1e-12)
    return found


def in_order(expected: Any, found: Any) -> Any:
    """JAX sorts the keys of a dict."""
    return {key: found[key] for key in expected} if isinstance(expected, dict) else found


@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda workload: workload.name)
def test_gradients_agree(workload: Workload) -> None:
    args, wrt = workload.small(seeded()), targets_of(workload)
    expected = as_tuple(workload, workload.expert(*args))
    trees.map_leaves(assert_close, expected, as_tuple(workload, grad(workload.function, workload.argnums)(*args)))
    for direction in numeric.directions([args[place] for place in wrt]):
        slope = numeric.tangent(workload.function, args, wrt, direction)
        assert trees.inner(expected, direction) == pytest.approx(slope, rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_peers_agree_where_they_are_installed(peer: Peer) -> None:
    chosen = [workload for workload in WORKLOADS if peer.installed() and peer.name in workload.peers]
    for workload in chosen:
        args = workload.small(seeded())
        found = peer.gradient(workload.function, workload.argnums, args)()
        expected = workload.expert(*args)
        trees.map_leaves(assert_close, expected, in_order(expected, found))


def test_thirty_lines() -> None:
    """The function whose first call is timed has thirty lines, and its derivative is right."""
    text = getsource(first_call.thirty_lines)
    assert len(text.splitlines()) >= 30
    check_grads(first_call.thirty_lines, first_call.arguments(), order=1)


def test_a_function_written_anew_is_met_for_the_first_time() -> None:
    first, second = first_call.newly_written(-1), first_call.newly_written(-2)
    assert first.__code__ != second.__code__ or first.__code__.co_filename != second.__code__.co_filename
    assert first(*first_call.arguments()) == second(*first_call.arguments())


def test_least_times_are_of_every_call() -> None:
    assert set(least_times({"a": list, "b": dict}, seconds=0.0, rounds=1)) == {"a", "b"}


def test_peak_counts_arrays() -> None:
    assert peak(lambda: np.zeros(100_000)) >= 800_000
