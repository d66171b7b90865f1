"""Learning about money: remittances, goals, budgets."""
