"""Rules: tests, exercises and promises."""
