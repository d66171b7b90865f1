"""Rules: practice on a copy and the handover."""
