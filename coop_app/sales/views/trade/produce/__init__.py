"""The pages of produce bought from members."""
