"""The rules of members' enterprises."""
