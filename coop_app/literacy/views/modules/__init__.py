"""Pages: guides for the facilitator and handouts."""
