"""`scipy.integrate`; loaded when the user has loaded it."""

from __future__ import annotations

from srcad.rules.vocabulary import Row

ROWS: tuple[Row, ...] = ()
