"""Selling: till, consignment, receivables, shop window."""
