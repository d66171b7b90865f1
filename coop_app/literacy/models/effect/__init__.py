"""Tables: what the training changed."""
