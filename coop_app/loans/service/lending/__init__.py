"""From product to payout: what people do."""
