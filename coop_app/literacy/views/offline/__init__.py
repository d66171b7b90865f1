"""Pages: what a phone keeps for the time without a signal."""
