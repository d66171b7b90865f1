"""Pages: training sessions."""
