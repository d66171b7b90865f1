"""The arithmetic of the year's end."""
