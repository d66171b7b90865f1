"""Pages that show what the training changed, the pillars, grants and visits."""
