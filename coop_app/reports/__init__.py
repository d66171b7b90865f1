"""Statements, general ledger and exports of a book."""
