"""What can be read: members' enterprises."""
