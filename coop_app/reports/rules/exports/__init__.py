"""The whole book in formats that other programs read and check."""
