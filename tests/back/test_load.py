"""A loaded text can be called, shown by tracebacks, and has its own names."""

from __future__ import annotations

import linecache
import traceback

import pytest

from srcad.back.load import load
from srcad.back.text import write
from srcad.ir.core import Free, Program
from tests.back.building import Pen, function, o, var


def dividing():
    x, pen = var("x"), Pen()
    return write(Program(function(pen, (x,), pen.apply("y", o.truediv, x, pen.op("t", Free("k"))))), "f_grad")


def test_live_names_are_read_from_its_namespace():
    loaded = load(dividing())
    for k in (2.0, 4.0):
        loaded.namespace["k"] = k
        assert loaded.function(8.0) == 8.0 / k


def test_tracebacks_show_the_generated_line():
    loaded = load(dividing())
    loaded.namespace["k"] = 0.0
    with pytest.raises(ZeroDivisionError) as caught:
        loaded.function(1.0)
    (frame,) = traceback.extract_tb(caught.value.__traceback__)[1:]
    assert frame.line == "y = x / k"
    assert frame.filename == loaded.file
    assert loaded.file.startswith("<srcad f_grad ")


def test_two_texts_have_two_files():
    first, second = load(dividing()), load(dividing())
    assert first.file != second.file
    assert linecache.getline(second.file, 2) == "    y = x / k\n"
