"""What keeps the journal unchangeable, and what proves that it is unchanged."""
