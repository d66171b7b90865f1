"""What can be read of learning with money."""
