"""Periods, statements and files of a book, from plain values."""
