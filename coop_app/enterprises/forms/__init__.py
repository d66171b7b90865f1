"""What is typed on the pages of members' enterprises."""
