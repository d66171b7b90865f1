"""Papers of rounds."""
