"""Tables: a household's budget."""
