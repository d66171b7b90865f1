"""What can be read: the public tools."""
