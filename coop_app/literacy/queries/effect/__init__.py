"""What can be read: what the training changed."""
