"""Forms: tests, exercises and promises."""
