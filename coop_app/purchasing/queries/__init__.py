"""What can be read: collective purchase."""
