"""Money that comes, goes, is owed, or lies in tools."""
