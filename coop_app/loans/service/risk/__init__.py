"""What is done about loans that may not come back."""
