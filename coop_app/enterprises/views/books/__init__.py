"""The pages of a member's own book."""
