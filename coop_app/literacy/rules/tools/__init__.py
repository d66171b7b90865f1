"""Rules: the public tools."""
