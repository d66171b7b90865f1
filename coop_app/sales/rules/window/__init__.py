"""The shop window: its address, what is there, what is ordered."""
