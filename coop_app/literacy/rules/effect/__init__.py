"""Rules: what the training changed."""
