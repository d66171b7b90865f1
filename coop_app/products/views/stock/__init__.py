"""Pages of stock: lists, cards, documents, counts."""
