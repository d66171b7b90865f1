"""Bookkeeping for producers' cooperatives of returned migrants."""
