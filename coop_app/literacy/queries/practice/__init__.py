"""What can be read: practice on a copy and the handover."""
