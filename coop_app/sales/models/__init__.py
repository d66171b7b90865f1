"""The tables of selling."""
