"""The demonstration cooperative: invented people, three years, ten villages, made by the real services."""
