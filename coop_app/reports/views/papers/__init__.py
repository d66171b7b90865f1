"""Papers for members: the summary, and the month with its slip to tear off."""
