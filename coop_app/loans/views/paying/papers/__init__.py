"""The papers of a loan after its payout."""
