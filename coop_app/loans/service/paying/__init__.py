"""The life of a loan after its payout."""
