"""Read the journal: entries, the pages of an account or subject, the search."""
