"""Reads a book through the ledger's door and makes statements of it."""
