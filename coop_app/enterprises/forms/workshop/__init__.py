"""What she types in her workshop: few fields, large ones."""
