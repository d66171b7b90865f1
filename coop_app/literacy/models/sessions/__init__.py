"""Tables: training sessions."""
