"""What is stocked and made: its cost."""
