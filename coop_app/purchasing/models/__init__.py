"""The tables of collective purchase."""
