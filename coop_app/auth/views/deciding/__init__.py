"""Pages of acts for two people: what waits, what one may do alone, what to tell the yearly meeting."""
