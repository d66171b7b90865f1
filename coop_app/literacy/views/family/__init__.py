"""Pages: a household's budget."""
