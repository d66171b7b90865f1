"""The tables of members' enterprises."""
