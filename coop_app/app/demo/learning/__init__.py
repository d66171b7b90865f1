"""A year of learning in the demonstration."""
