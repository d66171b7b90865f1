"""What can be read in a member's own book: the day book, the statements, the tax."""
