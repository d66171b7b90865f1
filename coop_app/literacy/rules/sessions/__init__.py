"""Training sessions: rules on plain values."""
