"""What stays: promises, asking after them, certificates."""
