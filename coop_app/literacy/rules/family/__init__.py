"""Rules: a household's budget."""
