"""What can be done: members' enterprises."""
