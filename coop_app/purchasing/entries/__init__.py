"""The accountant's page of collective purchase: each event as debits and credits."""
