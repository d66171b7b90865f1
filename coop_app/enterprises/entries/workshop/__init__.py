"""The accountant's pages of a workshop."""
