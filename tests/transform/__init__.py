"""Tests of `srcad.transform`: programs built by hand, differentiated, run by the reference evaluator."""
