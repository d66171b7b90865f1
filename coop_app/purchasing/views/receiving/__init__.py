"""Pages from goods arriving to the round settled."""
