"""`scipy.stats`; loaded when the user has loaded it."""

from __future__ import annotations

from srcad.rules.scipy_stats import discrete, multivariate, plain, rarer, shaped, statistics, uncommon
from srcad.rules.vocabulary import Row

MODULES = (plain, shaped, rarer, uncommon, discrete, multivariate, statistics)

ROWS: tuple[Row, ...] = tuple(row for module in MODULES for row in module.ROWS)
