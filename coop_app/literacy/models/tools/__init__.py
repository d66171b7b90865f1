"""Tables: the public tools."""
