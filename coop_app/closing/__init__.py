"""Closing a year: the surplus and its distribution."""
