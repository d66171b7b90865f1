"""What is typed about training sessions."""
