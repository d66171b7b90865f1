"""What is typed on the pages of collective purchase."""
