"""Forms: what the training changed."""
