"""The pages of the payout."""
