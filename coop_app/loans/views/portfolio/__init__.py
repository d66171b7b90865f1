"""The reports on loans, the month's end and the register of what was written off."""
