"""Buying together."""
