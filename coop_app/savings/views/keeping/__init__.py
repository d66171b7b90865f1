"""What keeps savings where they are: holds, goals, and an eye on accounts that sleep."""
