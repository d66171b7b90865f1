"""What can be read from goods arriving to the round settled."""
