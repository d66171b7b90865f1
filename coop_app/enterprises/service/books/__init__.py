"""What an owner does in her own book."""
