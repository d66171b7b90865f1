"""What can be done: training sessions."""
