"""Tables of learning with money."""
