"""What can be read: a household's budget."""
