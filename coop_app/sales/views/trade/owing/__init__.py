"""The pages of customers and debts for goods."""
