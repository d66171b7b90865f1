"""The arithmetic of stock and cost."""
