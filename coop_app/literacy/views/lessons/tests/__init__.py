"""The test before and after, on phones, on paper and aloud; what changed."""
