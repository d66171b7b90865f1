"""The arithmetic and the decisions of a workshop: recipes, batches, prices, goods elsewhere, proposals."""
