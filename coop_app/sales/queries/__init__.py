"""What can be read: selling."""
