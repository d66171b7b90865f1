"""Tables: tests, exercises and promises."""
