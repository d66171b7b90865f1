"""The pages of goods that members leave to be sold."""
