"""What can be done: a household's budget."""
