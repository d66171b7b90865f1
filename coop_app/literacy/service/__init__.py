"""What can be done of learning with money."""
