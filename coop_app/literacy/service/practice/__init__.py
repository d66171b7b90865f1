"""What can be done: practice on a copy and the handover."""
