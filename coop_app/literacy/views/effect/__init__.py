"""Pages: what the training changed."""
