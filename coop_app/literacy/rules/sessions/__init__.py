"""Rules: training sessions."""
