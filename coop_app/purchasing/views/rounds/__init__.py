"""The pages of rounds until they are ordered."""
