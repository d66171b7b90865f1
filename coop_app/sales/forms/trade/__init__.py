"""What is typed about members' goods, produce, customers and debts for goods."""
