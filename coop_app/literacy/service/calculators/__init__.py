"""What can be done: the public tools."""
