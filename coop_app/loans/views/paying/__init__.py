"""The pages of a loan's life after its payout."""
