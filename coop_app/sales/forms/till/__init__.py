"""What is typed at the till."""
