"""The arithmetic of rounds of orders."""
