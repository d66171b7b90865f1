"""The rules of consignment, outright purchase and what is owed for goods."""
