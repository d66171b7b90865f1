"""Goods in the demonstration: stock, rounds, sales, enterprises."""
