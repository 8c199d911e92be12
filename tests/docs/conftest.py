"""Rules that a test enters are gone after it."""

from tests.entered import without_rules_of_tests

__all__ = ["without_rules_of_tests"]
