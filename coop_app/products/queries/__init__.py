"""What can be read: products."""
