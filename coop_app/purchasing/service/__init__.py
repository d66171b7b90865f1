"""What can be done: collective purchase."""
