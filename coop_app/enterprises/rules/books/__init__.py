"""Rules of a member's own book."""
