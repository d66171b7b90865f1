"""Papers from the simulation to the payout."""
