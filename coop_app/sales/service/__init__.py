"""What can be done: selling."""
