"""Functions and the exact text of their gradients."""
