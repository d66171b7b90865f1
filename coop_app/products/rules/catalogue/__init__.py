"""What a product says of itself, and what is right of it."""
