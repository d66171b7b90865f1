"""The accountant's pages of members' enterprises: each event as debits and credits."""
