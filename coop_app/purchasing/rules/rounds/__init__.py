"""The rules of a round of collective purchase until its goods are ordered."""
