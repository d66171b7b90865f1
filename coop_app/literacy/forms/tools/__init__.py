"""Forms: the public tools."""
