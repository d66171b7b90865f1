"""What can be done from goods arriving to the round settled."""
