"""Every accounting word explains itself in one line: the words, where they stand, the page."""
