"""Pages: the public tools."""
