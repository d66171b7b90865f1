"""Forms: a household's budget."""
