"""The pages of a workshop: goods, recipes, batches, shops, papers of the cooperative."""
