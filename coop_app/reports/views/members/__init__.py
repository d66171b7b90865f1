"""The member's side: one's own home, months to confirm, papers and messages to hand over."""
