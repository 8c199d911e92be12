"""Programs with a trap in them, each with its right answer or its refusal."""
