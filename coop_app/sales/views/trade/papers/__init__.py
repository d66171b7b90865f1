"""The papers of this trade."""
