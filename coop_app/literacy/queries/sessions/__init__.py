"""What can be read: training sessions."""
