"""Python source, with the types of its arguments, to structured SSA: a typed abstract interpreter."""
