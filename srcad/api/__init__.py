"""The transforms people call, and what they return."""
