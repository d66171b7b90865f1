"""What can be done: products."""
