"""Pages of goods receipts, claims and what suppliers are paid."""
