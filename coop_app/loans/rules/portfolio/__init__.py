"""All loans together: how each is judged, what is set aside for it, and the figures over all."""
