"""The accountant's pages of selling."""
