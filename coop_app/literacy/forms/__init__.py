"""Forms of learning with money."""
