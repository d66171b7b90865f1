"""What is typed when goods come, are shared and paid."""
