"""Reads of a member's own book."""
