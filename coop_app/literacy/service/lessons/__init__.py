"""What can be done: tests, exercises and promises."""
