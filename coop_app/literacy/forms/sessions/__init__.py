"""Forms: training sessions."""
