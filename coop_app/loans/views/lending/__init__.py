"""The pages from product to payout."""
