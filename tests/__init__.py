"""The tests; they mirror the package, and `corpus`, `programs`, `golden`, `random_programs` test it as a whole."""
