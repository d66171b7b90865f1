"""What can be read: tests, exercises and promises."""
