"""Every public function of NumPy and SciPy is of exactly one class, and the tables name nothing that is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any

import numpy as np
import pytest
import scipy.signal
from scipy import special

from srcad import RuleError, grad
from srcad.catalogue.classes import entries, entry_of
from srcad.catalogue.namespaces import public
from srcad.reasons.table import REASONS, WRITTEN_FOR, reason_of
from srcad.reasons.vocabulary import KINDS
from tests.docs.functions import listed, releases
from tests.docs.lists import page_of

#: what a namespace lists may be about to be taken out of it
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

by_namespace = pytest.mark.parametrize("namespace", REASONS)


@by_namespace
def test_each_name_is_of_one_class(namespace: str) -> None:
    assert [(entry.name, entry.kinds) for entry in entries(namespace) if len(entry.kinds) != 1] == []


@by_namespace
def test_no_name_has_two_reasons(namespace: str) -> None:
    assert [name for name, times in Counter(names_in(namespace)).items() if times > 1] == []


@by_namespace
def test_the_tables_name_what_is_there(namespace: str) -> None:
    present = public(namespace)
    gone = [name for name in names_in(namespace) if not any(fnmatchcase(each, name) for each in present)]
    assert gone == [] or is_older(namespace)


@by_namespace
def test_a_new_name_is_seen(namespace: str) -> None:
    """A function that a new release has is on no page: say what it is, then run ``python -m tests.docs.write``."""
    known = listed(page_of("functions").read_text())[namespace]
    assert sorted(set(public(namespace)) - known) == []


def names_in(namespace: str) -> list[str]:
    return [name for reason in REASONS[namespace] for name in reason.names]


def is_older(namespace: str) -> bool:
    """Whether the installed release is older than the one that the tables describe."""
    package = namespace.partition(".")[0]
    return releases()[package] < WRITTEN_FOR[package]


def test_classes_follow_from_rows() -> None:
    assert entry_of("numpy", "sin", np.sin).kind == "rule"
    assert entry_of("numpy", "floor", np.floor).kind == "zero"
    assert entry_of("numpy.ndarray", "flatten", np.ndarray.flatten).kind == "rule"
    assert entry_of("numpy.ufunc", "add.reduce", np.add.reduce).kind == "rule"
    assert entry_of("numpy", "something", object()).kind == "no rule yet"


def test_another_name_of_a_function_has_its_reason() -> None:
    assert np.longlong is not np.int64
    names = [name for name, each in public("numpy").items() if each is np.longlong]
    assert {entry_of("numpy", name, np.longlong).kind for name in names} == {"structural"}
    assert reason_of(np.longlong) is not None


def test_classes_are_those_that_are_described() -> None:
    kinds = {entry.kind for namespace in REASONS for entry in entries(namespace)}
    assert kinds <= set(KINDS)


def not_differentiated(x: Any) -> Any:
    return np.sum(np.unique(x))


def read_from_source(x: Any) -> Any:
    return np.sum(scipy.signal.find_peaks(x)[0])


def a_ufunc(x: Any) -> Any:
    return np.sum(special.kolmogorov(x))


@pytest.mark.parametrize(
    ("f", "reason"),
    [
        (not_differentiated, "`np.unique` has no derivative rule: it counts"),
        (read_from_source, "`scipy.signal.find_peaks` has no derivative rule: it gives the places of peaks"),
        (a_ufunc, "`special.kolmogorov` has no derivative rule: its derivative is a series"),
    ],
)
def test_a_refusal_gives_the_reason(f: Callable[..., Any], reason: str) -> None:
    with pytest.raises(RuleError, match=reason):
        grad(f)(np.ones(3))


def test_a_function_of_a_name_that_numpy_warns_of() -> None:
    """Namespaces are looked at, not asked: NumPy warns whoever asks for `np.bytes`."""
    assert reason_of(bytes) is None
    assert reason_of(np.trim_zeros) is not None
