"""Pages of items, prices and stock points."""
