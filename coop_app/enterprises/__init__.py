"""Members' own enterprises, each with its own book."""
