"""What can be done: what the training changed."""
