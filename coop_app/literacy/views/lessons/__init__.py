"""Pages: tests, exercises and promises."""
